package io.shotline.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the AUROC of up to 60 images, the mean of five draws of shots, for a card. */
final class MeasuredAccuracy {
  private static final List<Integer> SHOTS = List.of(1, 2, 4, 8);

  private final Map<String, Double> values = new LinkedHashMap<>();

  /**
   * Adds the figures of a set of images.
   *
   * @param auroc with 1, 2, 4 and 8 shots
   */
  MeasuredAccuracy add(String images, double... auroc) {
    for (int i = 0; i < auroc.length; i++) {
      values.put("AUROC " + images + ", shots: " + SHOTS.get(i), auroc[i]);
    }
    return this;
  }

  /** Returns the figures by name, in their order. */
  Map<String, Double> values() {
    return values;
  }
}
