package io.shotline.core.threshold;

import java.util.Arrays;

/**
 * How far above the logarithms of the shots' scores a threshold lies. Scores of good images are
 * about normal in their logarithm; so few of them tell their spread badly, so that a spread that
 * was measured on many products counts as {@value #PRIOR_WEIGHT} scores more.
 *
 * @param deviations z
 * @param usualSpread s0, the standard deviation that logarithms of such scores usually have
 */
record SpreadRule(double deviations, double usualSpread) {
  /** With two or three shots. */
  static final SpreadRule FEW_SHOTS = new SpreadRule(2.5, 0.35);

  private static final double USUAL_SPREAD = 0.25;
  private static final int PRIOR_WEIGHT = 4;

  /** 1 of 100 values of a normal distribution lies above. */
  private static final double ODD_DEVIATIONS = 2.33;

  /** Returns the rule for four shots or more, and for the variants of one. */
  static SpreadRule of(Sensitivity sensitivity) {
    return new SpreadRule(sensitivity.deviations(), USUAL_SPREAD);
  }

  /**
   * Returns mean + z sqrt(((k - 1) v + 4 s0^2) / (k + 3)), with v the sample variance.
   *
   * @param logs k values, at least one
   */
  double threshold(double[] logs) {
    double mean = Arrays.stream(logs).average().orElseThrow();
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    double prior = PRIOR_WEIGHT * usualSpread * usualSpread;
    return mean + deviations * Math.sqrt((squares + prior) / (logs.length + PRIOR_WEIGHT - 1));
  }

  /** Returns the logarithm over which a score is unlike these, which are at least one. */
  static double oddLimit(double[] others) {
    double median = Quantiles.of(others, 0.5);
    double spread = Math.max(Quantiles.of(others, 0.84) - median, USUAL_SPREAD);
    return median + ODD_DEVIATIONS * spread;
  }
}
