package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt on the line of the images of one product and camera.
 *
 * @param revision 1, 2, 3 ... of this key
 * @param spread of the last scores; null before there were {@value ScoreWindow#ENOUGH}
 * @param shots that the spread and the answers are on the scale of
 * @param answers of people
 * @param images how many were seen with the present shots, up to {@value ScoreWindow#ENOUGH}
 * @param isHeld whether nothing is learnt since the scores rose
 * @param sinceMillis {@link Learning#sinceMillis} that it heeds
 */
public record LearntThreshold(
    LearningKey key,
    long revision,
    @Nullable ScoreSpread spread,
    ShotBasis shots,
    AnswerBounds answers,
    int images,
    boolean isHeld,
    long sinceMillis) {
  /** Who falls below the shots' threshold by more says so. */
  private static final double FAR_BELOW = 1.5;

  public LearntThreshold {
    requireNonNull(key, "key");
    requireNonNull(shots, "shots");
    requireNonNull(answers, "answers");
  }

  /**
   * Returns the threshold for an image. One learnt with other shots, another view or model is
   * multiplied by the ratio of the medians of the shots' scores.
   *
   * @param now of the image
   * @param automatic of the shots that the image was compared with
   */
  Threshold threshold(LearningKey now, AutomaticThreshold automatic, Sensitivity sensitivity) {
    double scale = automatic.shots().scaleFrom(shots);
    Threshold base = base(now, automatic, sensitivity, scale);
    AnswerBounds bounds = answers.times(scale);
    double value = bounds.nearest(base.value());
    Set<ThresholdDoubt> doubts = EnumSet.noneOf(ThresholdDoubt.class);
    doubts.addAll(base.doubts());
    if (bounds.isContradictory()) {
      doubts.add(ThresholdDoubt.ANSWERS_CONTRADICT);
    }
    // Exactly: where no bound decides, the value is the one that was given.
    return Double.compare(value, base.value()) == 0
        ? new Threshold(base.value(), base.source(), base.revision(), doubts)
        : new Threshold(Math.min(1, value), ThresholdSource.FEEDBACK, revision, doubts);
  }

  /**
   * Returns the threshold for images that are compared with the shots that it was learnt with;
   * empty where only their own scores can tell.
   */
  public OptionalDouble ownThreshold(Sensitivity sensitivity) {
    return spread == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, answers.nearest(spread.threshold(sensitivity))));
  }

  private Threshold base(
      LearningKey now, AutomaticThreshold automatic, Sensitivity sensitivity, double scale) {
    Threshold ofShots = automatic.threshold(sensitivity);
    if (spread == null) {
      return ofShots;
    }
    double value = Math.min(1, spread.threshold(sensitivity) * scale);
    Set<ThresholdDoubt> doubts = EnumSet.noneOf(ThresholdDoubt.class);
    if (!key.equals(now) || !shots.digest().equals(automatic.shots().digest())) {
      doubts.add(ThresholdDoubt.CARRIED_OVER);
    }
    if (ofShots.source() == ThresholdSource.SHOTS && value * FAR_BELOW < ofShots.value()) {
      doubts.add(ThresholdDoubt.FAR_BELOW_SHOTS);
    }
    return new Threshold(value, ThresholdSource.OBSERVED, revision, doubts);
  }
}
