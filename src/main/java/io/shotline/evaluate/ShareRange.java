package io.shotline.evaluate;

/**
 * The shares of all parts that a count of some of them is in keeping with, at 19 to 1 (Wilson's
 * interval).
 *
 * @param low from 0
 * @param high to 1
 */
public record ShareRange(double low, double high) {
  private static final double DEVIATIONS = 1.96;

  /**
   * Returns the range of a count.
   *
   * @param count may be a mean over draws
   * @param all at least 1
   */
  public static ShareRange of(double count, double all) {
    double share = count / all;
    double square = DEVIATIONS * DEVIATIONS;
    double middle = (share + square / (2 * all)) / (1 + square / all);
    double half =
        DEVIATIONS
            / (1 + square / all)
            * Math.sqrt(share * (1 - share) / all + square / (4 * all * all));
    return new ShareRange(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** Returns the range in words: of 100 parts. */
  String ofHundred() {
    return Math.round(100 * low) + " to " + Math.round(100 * high) + " of 100";
  }
}
