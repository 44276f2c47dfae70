package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

/**
 * The shots that a score is of. A threshold that was learnt with other shots is on another scale.
 *
 * @param digest the same for the same image files, in any order; empty if nobody said
 * @param median of the scores of each shot against the others; 0 where nothing was compared
 */
public record ShotBasis(String digest, double median) {
  /** In records of before. */
  public static final ShotBasis UNKNOWN = new ShotBasis("", 0);

  public ShotBasis {
    requireNonNull(digest, "digest");
  }

  /**
   * Returns by how much scores of these shots are greater than scores of others: new / old median.
   * 1 where one of them is not known.
   */
  double scaleFrom(ShotBasis other) {
    return median > 0 && other.median > 0 ? median / other.median : 1;
  }
}
