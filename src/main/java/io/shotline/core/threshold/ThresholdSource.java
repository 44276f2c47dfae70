package io.shotline.core.threshold;

/** Where a threshold comes from. The first that is there counts. */
public enum ThresholdSource {
  /** A person set the number. */
  SET,
  /** A person's answer to an alert bounds it. */
  FEEDBACK,
  /** The scores of the line's own images gave it. */
  OBSERVED,
  /** The product's shots gave it, each held against the others. */
  SHOTS,
  /** The model's card has it: the model cannot compare shots with each other. */
  MODEL
}
