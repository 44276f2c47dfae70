package io.shotline.core.threshold;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a score is held against, and where that comes from.
 *
 * @param value scores at or above it are anomalous
 * @param source null in records of before sources were written
 * @param revision of what was learnt on the line; 0 where nothing was
 * @param doubts reasons to take it with care
 */
public record Threshold(
    double value, @Nullable ThresholdSource source, long revision, Set<ThresholdDoubt> doubts) {
  /** Below it a score divided by a threshold says nothing. */
  private static final double LEAST = 1e-9;

  public Threshold {
    doubts = Set.copyOf(doubts);
  }

  /** Returns a threshold that was not learnt, and that nothing speaks against. */
  public static Threshold of(double value, ThresholdSource source) {
    return new Threshold(value, source, 0, Set.of());
  }

  /** Returns whether there were too few shots to tell. */
  public boolean isUnsure() {
    return doubts.contains(ThresholdDoubt.TOO_FEW_SHOTS);
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
