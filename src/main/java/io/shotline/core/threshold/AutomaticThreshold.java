package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Gives the threshold of a product that no person set one for and nothing was learnt of.
 *
 * @param scores of the shots that the image was compared with
 * @param shots the same shots in short, which what is learnt belongs to
 * @param modelThreshold of the model's card, for a model that cannot compare shots
 */
public record AutomaticThreshold(ShotScores scores, ShotBasis shots, double modelThreshold) {
  public AutomaticThreshold {
    requireNonNull(scores, "scores");
    requireNonNull(shots, "shots");
  }

  /** Returns the threshold for a sensitivity. */
  public Threshold threshold(Sensitivity sensitivity) {
    OptionalDouble value = scores.threshold(sensitivity);
    return value.isPresent()
        ? new Threshold(
            value.getAsDouble(),
            ThresholdSource.SHOTS,
            0,
            scores.isUnsure() ? Set.of(ThresholdDoubt.TOO_FEW_SHOTS) : Set.of())
        : Threshold.of(modelThreshold, ThresholdSource.MODEL);
  }
}
