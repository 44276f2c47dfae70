package io.shotline.core.threshold;

import org.jspecify.annotations.Nullable;

/**
 * What people's answers to alerts say of a threshold.
 *
 * @param falseAlarm the greatest score that was a false alarm; null: there is none
 * @param defect the least score of a confirmed defect; null: there is none
 */
public record AnswerBounds(@Nullable Double falseAlarm, @Nullable Double defect) {
  /** Nobody answered. */
  public static final AnswerBounds NONE = new AnswerBounds(null, null);

  /** Between a score and the threshold, so that the same image scored again falls on its side. */
  private static final double MARGIN = 0.001;

  /** Returns the same on another scale. */
  AnswerBounds times(double scale) {
    return new AnswerBounds(
        falseAlarm == null ? null : Double.valueOf(falseAlarm * scale),
        defect == null ? null : Double.valueOf(defect * scale));
  }

  /** Returns the bounds of both. */
  AnswerBounds and(AnswerBounds other) {
    return new AnswerBounds(
        falseAlarm == null || other.falseAlarm == null
            ? first(falseAlarm, other.falseAlarm)
            : Double.valueOf(Math.max(falseAlarm, other.falseAlarm)),
        defect == null || other.defect == null
            ? first(defect, other.defect)
            : Double.valueOf(Math.min(defect, other.defect)));
  }

  private static @Nullable Double first(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : one;
  }

  /** Returns whether no threshold suits both. */
  public boolean isContradictory() {
    return falseAlarm != null && defect != null && above(falseAlarm) > below(defect);
  }

  /** Returns the nearest threshold within the bounds. Where both cannot hold, the defect counts. */
  double nearest(double threshold) {
    double raised = falseAlarm == null ? threshold : Math.max(threshold, above(falseAlarm));
    return defect == null ? raised : Math.min(raised, below(defect));
  }

  private static double above(double score) {
    return score * (1 + MARGIN);
  }

  private static double below(double score) {
    return score * (1 - MARGIN);
  }
}
