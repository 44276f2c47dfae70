package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Threshold;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the images of a product over a time.
 *
 * @param since the beginning of the first quarter of an hour that is counted
 * @param verdicts images by verdict, all of them; repeats count nowhere
 * @param model that judged the newest image; scores of another one cannot be compared with its
 * @param threshold what its newest score was held against; null if all its images were skipped
 * @param scores of this model alone
 */
public record ProductStatistics(
    String productId,
    Instant since,
    Map<Verdict, Long> verdicts,
    ModelLabel model,
    @Nullable Threshold threshold,
    ScoreHistogram scores) {
  public ProductStatistics {
    requireNonNull(productId, "productId");
    requireNonNull(since, "since");
    verdicts = Map.copyOf(verdicts);
    requireNonNull(model, "model");
    requireNonNull(scores, "scores");
  }

  /** Returns the number of images of a verdict. */
  public long images(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /**
   * Returns how many alerts the images of this model would have given at another threshold, to 1 %
   * of the threshold.
   */
  public long alertsAt(double other) {
    return scores.alertsAt(other);
  }

  static Map<Verdict, Long> noImages() {
    Map<Verdict, Long> none = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      none.put(verdict, 0L);
    }
    return none;
  }
}
