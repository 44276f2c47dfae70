package io.shotline.bench;

import org.HdrHistogram.DoubleHistogram;

/**
 * Measurements of one thing, none of them negative, to four digits. For one thread at a time. Used
 * for quantiles, which are true to 1 in 10,000 of their value.
 */
final class Measurements {
  private static final int DIGITS = 4;

  private final DoubleHistogram values = new DoubleHistogram(DIGITS);

  /** Adds a measurement; one below 0, as two clocks may give, counts as 0. */
  void add(double value) {
    values.recordValue(Math.max(0, value));
  }

  void addAll(Measurements more) {
    values.add(more.values);
  }

  /** Returns the middle one; of an even number the smaller of the two. */
  double median() {
    return quantile(0.5);
  }

  /**
   * Returns the measurement that this share of all lies below or at.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    if (values.getTotalCount() == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    return values.getValueAtPercentile(100 * share);
  }
}
