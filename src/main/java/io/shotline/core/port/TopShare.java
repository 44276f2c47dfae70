package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How many of an image's residuals its score is the mean of: a share, those of the greatest, and
 * one at least.
 *
 * @param share above 0 to 1
 */
public record TopShare(double share, Rounding rounding) {
  /** How a share of the patches becomes a whole number of them. */
  public enum Rounding {
    /** To the nearest whole number, halves upwards. */
    NEAREST,

    /** To the next whole number below. */
    DOWN;

    /** Returns the word of model cards. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TopShare {
    requireNonNull(rounding, "rounding");
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("top_share must be above 0 to 1, not " + share);
    }
  }

  /** Makes a share that is rounded to the nearest number of patches. */
  public static TopShare nearest(double share) {
    return new TopShare(share, Rounding.NEAREST);
  }

  /** Returns how many of these residuals count; the graph of a model computes the same. */
  public int count(int patches) {
    double exact = share * patches;
    return Math.max(1, (int) Math.floor(rounding == Rounding.DOWN ? exact : exact + 0.5));
  }
}
