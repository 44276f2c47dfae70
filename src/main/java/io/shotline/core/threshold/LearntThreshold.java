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
   * multiplied by the ratio of the medians of the shots' scores; where they do not tell the scale,
   * the shots alone give the threshold.
   *
   * @param now of the image
   * @param automatic of the shots that the image was compared with
   */
  Threshold threshold(LearningKey now, AutomaticThreshold automatic, Sensitivity sensitivity) {
    OptionalDouble scale = scale(now, automatic.shots());
    return scale.isEmpty()
        ? automatic.threshold(sensitivity)
        : scaled(now, automatic, sensitivity, scale.getAsDouble());
  }

  /**
   * Returns this for the images of another key, until those have a spread of their own; what was
   * learnt of those alone if this is on a scale that nothing tells.
   *
   * @param own what was learnt of them: people's answers
   */
  public LearntThreshold withAnswersTo(LearntThreshold own) {
    OptionalDouble scale = own.scale(key, shots);
    if (own.sinceMillis != sinceMillis || scale.isEmpty()) {
      return own.sinceMillis < sinceMillis ? this : own;
    }
    return new LearntThreshold(
        key,
        revision,
        spread,
        shots,
        answers.and(own.answers.times(scale.getAsDouble())),
        images,
        isHeld,
        sinceMillis);
  }

  /** Returns by how much scores of these images and shots are greater; empty if nothing tells. */
  private OptionalDouble scale(LearningKey now, ShotBasis basis) {
    // Two models that compare no shots have nothing in common.
    return !basis.isCompared() && !now.model().equals(key.model())
        ? OptionalDouble.empty()
        : basis.scaleFrom(shots);
  }

  private Threshold scaled(
      LearningKey now, AutomaticThreshold automatic, Sensitivity sensitivity, double scale) {
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

  /** Returns whether a person's answer decides that threshold. */
  public boolean isDecidedByAnswer(Sensitivity sensitivity) {
    return spread != null
        && Double.compare(
                answers.nearest(spread.threshold(sensitivity)), spread.threshold(sensitivity))
            != 0;
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
