package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and the score and threshold that it was made from.
 *
 * @param score 0 (like the shots) to 1; 0 when skipped
 * @param heldAgainst the threshold and where it comes from; null when skipped
 * @param skip why the verdict is SKIPPED; null otherwise
 */
public record Judgement(
    Verdict verdict, double score, @Nullable Threshold heldAgainst, @Nullable Skip skip) {
  public Judgement {
    requireNonNull(verdict, "verdict");
    if ((verdict == Verdict.SKIPPED) != (skip != null)
        || (verdict == Verdict.SKIPPED) != (heldAgainst == null)) {
      throw new IllegalArgumentException(
          "verdict " + verdict + " with the skip " + skip + " and the threshold " + heldAgainst);
    }
  }

  /** Holds a score against a threshold: a score at the threshold is anomalous. */
  public static Judgement of(double score, Threshold threshold) {
    Verdict verdict = score >= threshold.value() ? Verdict.ANOMALOUS : Verdict.NORMAL;
    return new Judgement(verdict, score, threshold, null);
  }

  /** Returns the judgement of an image that was not to be scored. */
  public static Judgement skipped(Skip skip) {
    return new Judgement(Verdict.SKIPPED, 0, null, skip);
  }

  /** Returns what the score was held against; 0 when skipped. */
  public double threshold() {
    return heldAgainst == null ? 0 : heldAgainst.value();
  }

  /** Returns the score as a multiple of the threshold, 1 at it; 0 when skipped. */
  public double ratio() {
    return heldAgainst == null ? 0 : heldAgainst.ratio(score);
  }
}
