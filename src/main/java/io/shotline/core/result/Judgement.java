package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A verdict and the score and threshold that it was made from.
 *
 * @param score 0 (like the shots) to 1; 0 when skipped
 * @param threshold that the score was held against; 0 when skipped
 * @param skip why the verdict is SKIPPED; null otherwise
 */
public record Judgement(Verdict verdict, double score, double threshold, @Nullable Skip skip) {
  public Judgement {
    requireNonNull(verdict, "verdict");
    if ((verdict == Verdict.SKIPPED) != (skip != null)) {
      throw new IllegalArgumentException("verdict " + verdict + " with the skip " + skip);
    }
  }

  /** Holds a score against a threshold: a score at the threshold is anomalous. */
  public static Judgement of(double score, double threshold) {
    Verdict verdict = score >= threshold ? Verdict.ANOMALOUS : Verdict.NORMAL;
    return new Judgement(verdict, score, threshold, null);
  }

  /** Returns the judgement of an image that was not to be scored. */
  public static Judgement skipped(Skip skip) {
    return new Judgement(Verdict.SKIPPED, 0, 0, skip);
  }
}
