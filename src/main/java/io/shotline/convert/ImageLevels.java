package io.shotline.convert;

import java.util.List;

/**
 * The levels that an encoder was trained on: of red, green and blue, brought to 0 to 1 first.
 *
 * @param means of the channels
 * @param deviations standard deviations of the channels
 */
record ImageLevels(List<Double> means, List<Double> deviations) {
  /** CLIP's own. */
  static final ImageLevels CLIP =
      new ImageLevels(
          List.of(0.48145466, 0.4578275, 0.40821073), List.of(0.26862954, 0.26130258, 0.27577711));

  /** Those of ImageNet, rounded as everybody rounds them. */
  static final ImageLevels IMAGENET =
      new ImageLevels(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  ImageLevels {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /** Returns the mean of a channel. */
  double mean(int channel) {
    return means.get(channel);
  }

  /** Returns the standard deviation of a channel. */
  double deviation(int channel) {
    return deviations.get(channel);
  }
}
