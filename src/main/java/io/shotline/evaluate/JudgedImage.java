package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

/** An image and its score in one draw. */
public record JudgedImage(LabelledImage image, double score) {
  public JudgedImage {
    requireNonNull(image, "image");
  }

  /** Returns whether it is called anomalous. */
  public boolean isAnomalous(double threshold) {
    return score >= threshold;
  }

  /** Returns whether it is a good image that is called anomalous. */
  public boolean isFalseAlarm(double threshold) {
    return !image.isBad() && isAnomalous(threshold);
  }

  /** Returns whether it is a bad image that is not called anomalous. */
  public boolean isMissed(double threshold) {
    return image.isBad() && !isAnomalous(threshold);
  }
}
