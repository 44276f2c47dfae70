package io.shotline.core.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a score is held against, and where that comes from.
 *
 * @param value scores at or above it are anomalous
 * @param source null in records of before sources were written
 * @param revision of what was learnt on the line; 0 where nothing was
 * @param isUnsure whether there were too few shots to tell
 */
public record Threshold(
    double value, @Nullable ThresholdSource source, long revision, boolean isUnsure) {
  /** Below it a score divided by a threshold says nothing. */
  private static final double LEAST = 1e-9;

  /** Returns the threshold of one that was not learnt, from enough shots if from shots. */
  public static Threshold of(double value, ThresholdSource source) {
    return new Threshold(value, source, 0, false);
  }

  /**
   * Returns a score as a multiple of the threshold: 1 is at it. At least 1 exactly where the score
   * is anomalous.
   */
  public double ratio(double score) {
    double ratio = score / Math.max(value, LEAST);
    return score >= value ? Math.max(1, ratio) : ratio;
  }
}
