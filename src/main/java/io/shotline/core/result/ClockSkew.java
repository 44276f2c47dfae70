package io.shotline.core.result;

import java.time.Duration;

/** Which way a camera's clock is wrong, as one image of it shows. */
public enum ClockSkew {
  NONE,
  AHEAD,
  BEHIND;

  /** Images are kept for a day: an older one has a camera without a clock. */
  private static final Duration OLDEST = Duration.ofDays(1);

  /** Compares when an image was taken, by its camera, with when it was judged. */
  public static ClockSkew of(ScoredImage image) {
    Duration age = Duration.between(image.capturedAt(), image.scoredAt());
    if (age.isNegative()) {
      return AHEAD;
    }
    return age.compareTo(OLDEST) > 0 ? BEHIND : NONE;
  }
}
