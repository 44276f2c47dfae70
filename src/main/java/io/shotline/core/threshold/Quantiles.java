package io.shotline.core.threshold;

import java.util.Arrays;

/** Quantiles of a few values. */
final class Quantiles {
  private Quantiles() {}

  /**
   * Returns a quantile, linear between the values on both sides of it.
   *
   * @param values at least one, in any order
   * @param share 0 to 1
   */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  /** The same of values that are sorted. */
  static double ofSorted(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }
}
