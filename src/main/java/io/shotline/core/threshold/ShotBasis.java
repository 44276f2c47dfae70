package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * The shots that a score is of. A threshold that was learnt with other shots is on another scale.
 *
 * @param digest the same for the same image files, in any order; empty if nobody said
 * @param median of the scores of each shot against the others, or of the only shot's variants; 0
 *     where nothing was compared
 * @param compared how many shots that differ the median is of; 1: variants; 0: nothing was compared
 */
public record ShotBasis(String digest, double median, int compared) {
  /** In records of before. */
  public static final ShotBasis UNKNOWN = new ShotBasis("", 0, 0);

  public ShotBasis {
    requireNonNull(digest, "digest");
  }

  /** Returns the basis that shots of these scores are. */
  public static ShotBasis of(String digest, ShotScores scores) {
    return new ShotBasis(digest, scores.median().orElse(0), scores.shots());
  }

  /**
   * Returns by how much scores of these shots are greater than scores of others: new / old median,
   * 1 if no shots are compared at all. Empty where the medians do not tell: variants of one shot
   * are no other parts, so their median says nothing beside that of several shots.
   */
  OptionalDouble scaleFrom(ShotBasis other) {
    if (compared == 0 && other.compared == 0) {
      return OptionalDouble.of(1);
    }
    boolean isOneKind = digest.equals(other.digest) || (compared > 1 && other.compared > 1);
    return isOneKind && median > 0 && other.median > 0
        ? OptionalDouble.of(median / other.median)
        : OptionalDouble.empty();
  }

  /** Returns whether the scores are of a model that can compare shots. */
  boolean isCompared() {
    return compared > 0;
  }
}
