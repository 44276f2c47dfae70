package io.shotline.evaluate;

import java.util.List;

/**
 * A figure over several draws.
 *
 * @param deviation standard deviation of the sample; 0 of one value
 * @param count how many values there were
 */
public record Spread(double mean, double deviation, int count) {
  /** Returns the spread of values, at least one. */
  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    int freedom = Math.max(1, values.size() - 1);
    return new Spread(mean, Math.sqrt(squares / freedom), values.size());
  }
}
