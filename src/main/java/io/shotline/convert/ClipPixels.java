package io.shotline.convert;

/** The levels that CLIP's weights were trained on: red, green and blue, brought to 0 to 1 first. */
final class ClipPixels {
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

  private ClipPixels() {}

  /** Mean of a channel. */
  static double mean(int channel) {
    return MEAN[channel];
  }

  /** Standard deviation of a channel. */
  static double deviation(int channel) {
    return DEVIATION[channel];
  }
}
