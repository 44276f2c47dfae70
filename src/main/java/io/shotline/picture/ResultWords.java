package io.shotline.picture;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says a result in words: its verdict, how far it is from the threshold, and where that is from.
 */
public final class ResultWords {
  private ResultWords() {}

  /** Returns the verdict in a word. */
  public static String verdict(Verdict verdict) {
    return switch (verdict) {
      case ANOMALOUS -> "Anomalous";
      case NORMAL -> "Normal";
      case SKIPPED -> "Skipped";
    };
  }

  /** Returns the verdict and the score as a multiple of the threshold. */
  public static String headline(ScoredImage result) {
    Skip skip = result.skip();
    return skip != null
        ? verdict(result.verdict()) + ": " + skip.detail()
        : String.format(Locale.ROOT, "%s, %s", verdict(result.verdict()), ratio(result.ratio()));
  }

  /** Returns a score as a multiple of the threshold. */
  public static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio >= 100 ? "%.0f" : "%.2f", ratio)
        + " times the threshold";
  }

  /** Returns score and threshold, and the source of the threshold; empty when skipped. */
  public static String figures(ScoredImage result) {
    Threshold held = result.judgement().heldAgainst();
    return held == null
        ? ""
        : String.format(
            Locale.ROOT,
            "score %.4f, threshold %.4f%s%s",
            result.score(),
            held.value(),
            source(held.source(), result.shots().compared()),
            held.isUnsure() ? " (too few shots to tell)" : "");
  }

  private static String source(@Nullable ThresholdSource source, int shots) {
    if (source == null) {
      return "";
    }
    return switch (source) {
      case SET -> " as set";
      case FEEDBACK -> " from answers to alerts";
      case OBSERVED -> " learnt on the line";
      case SHOTS ->
          shots == 0
              ? " from the shots"
              : shots == 1 ? " from 1 shot" : " from " + shots + " shots";
      case MODEL -> " from the model's card";
    };
  }
}
