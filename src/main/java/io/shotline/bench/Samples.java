package io.shotline.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measurements of one thing. For one thread at a time. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  void addAll(Samples more) {
    values.addAll(more.values);
  }

  /** The middle one; of an even number the greater of the two. */
  double median() {
    return quantile(0.5);
  }

  /**
   * The measurement that this share of all lies below.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }
}
