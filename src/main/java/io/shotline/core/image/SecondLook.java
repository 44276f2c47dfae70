package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A second look of a model at the same images, closer than the first, for defects that are small in
 * large images.
 *
 * @param area how many pixels the model sees of an image at the second look, about
 * @param topShare its score is the mean of this share of the patches, those of the greatest
 *     residuals
 * @param weights how much the second look counts beside the first, which counts 1: by the pixels
 *     that the shorter side of the shots has at least. Below the least it is not taken.
 */
public record SecondLook(int area, double topShare, SortedMap<Integer, Double> weights) {
  public SecondLook {
    requireNonNull(weights, "weights");
    if (!(topShare > 0 && topShare <= 1)) {
      throw new IllegalArgumentException("top_share must be above 0 to 1, not " + topShare);
    }
    if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> !(weight > 0))) {
      throw new IllegalArgumentException("the weights of a second look are " + weights);
    }
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /**
   * Returns how much the look counts; 0 where it is not taken.
   *
   * @param shorterSide of the shots, in pixels
   */
  double weight(double shorterSide) {
    double weight = 0;
    for (var each : weights.entrySet()) {
      weight = shorterSide >= each.getKey() ? each.getValue() : weight;
    }
    return weight;
  }
}
