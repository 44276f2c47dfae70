package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a person says of a threshold; where nobody says anything the shots say it, at sensitivity
 * normal.
 *
 * @param set the number, 0 to 1; null: automatic
 * @param sensitivity of the automatic one; null: nobody said
 * @param learning on the line
 */
public record ThresholdRule(
    @Nullable Double set, @Nullable Sensitivity sensitivity, Learning learning) {
  /** Nobody said anything. */
  public static final ThresholdRule AUTOMATIC = new ThresholdRule(null, null);

  public ThresholdRule {
    requireNonNull(learning, "learning");
    if (set != null && !(set >= 0 && set <= 1)) {
      throw new IllegalArgumentException("a threshold must be 0 to 1, not " + set);
    }
  }

  /** Makes a rule that says nothing of learning. */
  public ThresholdRule(@Nullable Double set, @Nullable Sensitivity sensitivity) {
    this(set, sensitivity, Learning.DEFAULT);
  }

  /** Returns the same with what this one leaves open taken from another. */
  public ThresholdRule or(ThresholdRule standard) {
    return new ThresholdRule(
        set == null ? standard.set : set,
        sensitivity == null ? standard.sensitivity : sensitivity,
        learning);
  }

  /** Returns the threshold under this rule where nothing is learnt. */
  public Threshold threshold(AutomaticThreshold automatic) {
    return set == null
        ? automatic.threshold(knownSensitivity())
        : Threshold.of(set, ThresholdSource.SET);
  }

  /**
   * Returns the threshold of an image under this rule.
   *
   * @param learnt on the line
   * @param key of the image
   */
  public Threshold threshold(
      AutomaticThreshold automatic, LearntThresholds learnt, LearningKey key) {
    LearntThreshold known = set == null ? learnt.of(key) : null;
    return known == null || known.sinceMillis() < learning.sinceMillis()
        ? threshold(automatic)
        : known.threshold(key, automatic, knownSensitivity());
  }

  private Sensitivity knownSensitivity() {
    return sensitivity == null ? Sensitivity.NORMAL : sensitivity;
  }
}
