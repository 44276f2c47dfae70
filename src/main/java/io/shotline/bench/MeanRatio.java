package io.shotline.bench;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The geometric mean of ratios, with its 95 % interval by Student's t of their logarithms.
 *
 * @param from lower end of the interval
 * @param to upper end
 * @param pairs how many ratios there are
 */
public record MeanRatio(double ratio, double from, double to, int pairs) {
  private static final double UPPER_TAIL = 0.025;

  /**
   * Returns the mean of these ratios.
   *
   * @throws IllegalArgumentException if there are fewer than two, or one is not above 0
   */
  public static MeanRatio of(List<Double> ratios) {
    int pairs = ratios.size();
    if (pairs < 2 || ratios.stream().anyMatch(ratio -> !(ratio > 0))) {
      throw new IllegalArgumentException("two or more ratios above 0 are needed, got " + ratios);
    }
    double mean = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
    double squares =
        ratios.stream().mapToDouble(ratio -> Math.pow(Math.log(ratio) - mean, 2)).sum();
    double t = TDistribution.of(pairs - 1).inverseSurvivalProbability(UPPER_TAIL);
    double half = t * Math.sqrt(squares / (pairs - 1) / pairs);
    return new MeanRatio(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half), pairs);
  }
}
