package io.shotline.core.line;

import java.time.Duration;
import java.time.Instant;

/** Numbers the quarters of an hour since 1970, in which counts of a time are kept. */
final class TimeSlot {
  private static final Duration LENGTH = Duration.ofMinutes(15);

  private TimeSlot() {}

  static long of(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), LENGTH.toSeconds());
  }

  static Instant start(long slot) {
    return Instant.ofEpochSecond(slot * LENGTH.toSeconds());
  }
}
