package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * Gives the threshold of a product that no person set one for.
 *
 * @param scores of the shots that the image was compared with
 * @param modelThreshold of the model's card, for a model that cannot compare shots
 */
public record AutomaticThreshold(ShotScores scores, double modelThreshold) {
  public AutomaticThreshold {
    requireNonNull(scores, "scores");
  }

  /** Returns the threshold for a sensitivity. */
  public Threshold threshold(Sensitivity sensitivity) {
    OptionalDouble value = scores.threshold(sensitivity);
    return value.isPresent()
        ? new Threshold(value.getAsDouble(), ThresholdSource.SHOTS, 0, scores.isUnsure())
        : Threshold.of(modelThreshold, ThresholdSource.MODEL);
  }
}
