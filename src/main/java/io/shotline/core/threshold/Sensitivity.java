package io.shotline.core.threshold;

/**
 * How much a product's images may differ from its shots before they are called anomalous. The
 * figures are those measured on 23 sets of images: the worse mean of the sets that the rule was
 * chosen on and of those that it was tried on once. They promise nothing for another product.
 */
public enum Sensitivity {
  /** Fewer false alarms, more missed defects. */
  LOW(2.5, 2.6, 4, 2),
  /** The default. */
  NORMAL(2, 2.33, 5, 3),
  /** Fewer missed defects, more false alarms. */
  HIGH(1.64, 2, 7, 5);

  private static final int MANY = 8;

  private final double deviations;
  private final double observedDeviations;
  private final int flaggedOfFourShots;
  private final int flaggedOfEightShots;

  Sensitivity(
      double deviations,
      double observedDeviations,
      int flaggedOfFourShots,
      int flaggedOfEightShots) {
    this.deviations = deviations;
    this.observedDeviations = observedDeviations;
    this.flaggedOfFourShots = flaggedOfFourShots;
    this.flaggedOfEightShots = flaggedOfEightShots;
  }

  /** Returns z: how many standard deviations the threshold lies above the mean of the shots. */
  double deviations() {
    return deviations;
  }

  /** Returns z of a line's own images: how many times q84 - q50 the threshold lies above q50. */
  double observedDeviations() {
    return observedDeviations;
  }

  /**
   * Returns about how many of 100 good parts were flagged where this was measured.
   *
   * @param shots 4 or more; what was measured with fewer is no figure to quote
   */
  public int flaggedOfHundred(int shots) {
    return shots < MANY ? flaggedOfFourShots : flaggedOfEightShots;
  }
}
