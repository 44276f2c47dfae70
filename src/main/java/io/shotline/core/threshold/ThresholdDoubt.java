package io.shotline.core.threshold;

/** A reason to take a threshold with care. */
public enum ThresholdDoubt {
  /** It comes from fewer than four shots. */
  TOO_FEW_SHOTS,
  /** It was learnt with other shots, another view or model, and brought to the scale of these. */
  CARRIED_OVER,
  /** The line's images give less than two thirds of what the shots give. */
  FAR_BELOW_SHOTS,
  /** A false alarm scored higher than a confirmed defect; the defect counts. */
  ANSWERS_CONTRADICT
}
