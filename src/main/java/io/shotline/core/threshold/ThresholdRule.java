package io.shotline.core.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What a person says of a threshold; where nobody says anything the shots say it, at sensitivity
 * normal.
 *
 * @param set the number, 0 to 1; null: automatic
 * @param sensitivity of the automatic one; null: nobody said
 */
public record ThresholdRule(@Nullable Double set, @Nullable Sensitivity sensitivity) {
  /** Nobody said anything. */
  public static final ThresholdRule AUTOMATIC = new ThresholdRule(null, null);

  public ThresholdRule {
    if (set != null && !(set >= 0 && set <= 1)) {
      throw new IllegalArgumentException("a threshold must be 0 to 1, not " + set);
    }
  }

  /** Returns the same with what this one leaves open taken from another. */
  public ThresholdRule or(ThresholdRule standard) {
    return new ThresholdRule(
        set == null ? standard.set : set, sensitivity == null ? standard.sensitivity : sensitivity);
  }

  /** Returns the threshold under this rule. */
  public Threshold threshold(AutomaticThreshold automatic) {
    return set == null
        ? automatic.threshold(sensitivity == null ? Sensitivity.NORMAL : sensitivity)
        : Threshold.of(set, ThresholdSource.SET);
  }
}
