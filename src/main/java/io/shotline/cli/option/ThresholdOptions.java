package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What scores are held against, in the same words for every command. */
@Heading("Threshold")
public final class ThresholdOptions {
  @Option(
      names = "--threshold",
      paramLabel = "SCORE|auto",
      converter = ThresholdOption.class,
      description =
          "Scores at or above it are anomalous, 0 to 1. auto takes it from the product's shots, each"
              + " held against the others, or from the model's card where the model cannot.")
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

  /** Returns a rule with the options that are given in place of its own. */
  public ThresholdRule over(ThresholdRule base) {
    return new ThresholdRule(
        threshold == null ? base.set() : threshold.number(),
        sensitivity == null ? base.sensitivity() : sensitivity);
  }
}
