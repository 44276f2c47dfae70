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
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }
}
