package io.shotline.convert;

/** The levels that an encoder was trained on: red, green and blue, brought to 0 to 1 first. */
enum ImageLevels {
  /** CLIP's own. */
  CLIP(
      new double[] {0.48145466, 0.4578275, 0.40821073},
      new double[] {0.26862954, 0.26130258, 0.27577711}),

  /** Those of ImageNet, rounded as everybody rounds them. */
  IMAGENET(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});

  private final double[] mean;
  private final double[] deviation;

  ImageLevels(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Returns the mean of a channel. */
  double mean(int channel) {
    return mean[channel];
  }

  /** Returns the standard deviation of a channel. */
  double deviation(int channel) {
    return deviation[channel];
  }
}
