package io.shotline.core;

import java.time.Duration;

/** Refuses values of settings that are out of bounds; each message has name, rule and value. */
public final class Bounds {
  private Bounds() {}

  /**
   * Requires a value that is not too small.
   *
   * @throws IllegalArgumentException such as {@code threads must be at least 1, got 0}
   */
  public static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }

  /**
   * Requires a value between two bounds, both included.
   *
   * @throws IllegalArgumentException such as {@code port must be 0 to 65535, got 70000}
   */
  public static void requireBetween(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }

  /**
   * Requires a time that is not too short.
   *
   * @throws IllegalArgumentException such as {@code linger must be at least 0 ms, got -5 ms}
   */
  public static void requireAtLeast(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          name + " must be at least " + millis(least) + ", got " + millis(value));
    }
  }

  /** Requires a time between two bounds, both included. */
  public static void requireBetween(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be " + millis(least) + " to " + millis(most) + ", got " + millis(value));
    }
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }
}
