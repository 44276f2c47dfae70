package io.shotline.cli.option;

import io.shotline.cli.option.ThresholdOption.Word;
import io.shotline.cli.settings.Heading;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What scores are held against, in the same words for every command. */
@Heading("Threshold")
public final class ThresholdOptions {
  @Option(
      names = "--threshold",
      paramLabel = "SCORE|auto|freeze|reset",
      converter = ThresholdOption.class,
      description =
          "Scores at or above it are anomalous, 0 to 1. auto takes it from the product's shots, each"
              + " held against the others, and on a line from its own images from 200 on. Of a product"
              + " also freeze, which keeps what was learnt, and reset, which forgets it.")
  private ThresholdOption.@Nullable Typed threshold;

  @Option(
      names = "--sensitivity",
      paramLabel = "low|normal|high",
      description =
          "Of the automatic threshold: high misses fewer defects and flags more good parts.")
  private @Nullable Sensitivity sensitivity;

  /** Returns whether any of them is given. */
  public boolean areGiven() {
    return threshold != null || sensitivity != null;
  }

  /** Returns the broken rules of a command that is not about one product. */
  public List<String> faults() {
    Word word = threshold == null ? null : threshold.word();
    return word == null || word == Word.AUTO
        ? List.of()
        : List.of(
            "--threshold freeze and reset are for one product: shotline products set --product ID"
                + " --threshold "
                + word.name().toLowerCase(Locale.ROOT));
  }

  /** Returns a rule with the options that are given in place of its own. */
  public ThresholdRule over(ThresholdRule base) {
    return new ThresholdRule(
        threshold == null ? base.set() : threshold.number(),
        sensitivity == null ? base.sensitivity() : sensitivity,
        learning(base.learning()));
  }

  private Learning learning(Learning base) {
    Word word = threshold == null ? null : threshold.word();
    if (word == null) {
      return base;
    }
    return switch (word) {
      case AUTO -> new Learning(false, base.sinceMillis());
      case FREEZE -> new Learning(true, base.sinceMillis());
      case RESET -> new Learning(false, Clock.systemUTC().millis());
    };
  }
}
