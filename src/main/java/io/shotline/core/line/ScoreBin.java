package io.shotline.core.line;

/**
 * Counts the images whose score is at least {@code from} and below {@code to}.
 *
 * @param images at least 1
 */
public record ScoreBin(double from, double to, long images) {
  /** The highest score that is told apart from a lower one; below it all scores are one bin. */
  static final double LEAST = 1e-4;

  /** Each bin ends 2 % above its beginning, so that its middle is within 1 % of all in it. */
  private static final double GROWTH = 1.02;

  /** Bins from {@link #LEAST} to 1, the one below them, and the one of 1 itself. */
  static final int COUNT = 2 + (int) Math.ceil(-Math.log(LEAST) / Math.log(GROWTH));

  /** Returns the number of a score's bin; scores above 1 count as 1. */
  static int of(double score) {
    // A score that is no number is no more than one of 0.
    if (!(score >= LEAST)) {
      return 0;
    }
    int bin = 1 + (int) (Math.log(Math.min(1, score) / LEAST) / Math.log(GROWTH));
    return Math.min(COUNT - 1, bin);
  }

  static ScoreBin of(int bin, long images) {
    return new ScoreBin(bin == 0 ? 0 : start(bin), start(bin + 1), images);
  }

  /** Returns a score that is within 1 % of all scores of the bin; 0 for those below the least. */
  static double middle(int bin) {
    return bin == 0 ? 0 : 2 * start(bin) * start(bin + 1) / (start(bin) + start(bin + 1));
  }

  private static double start(int bin) {
    return LEAST * Math.pow(GROWTH, bin - 1);
  }
}
