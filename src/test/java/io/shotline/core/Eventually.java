package io.shotline.core;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for other threads in tests without sleeping a fixed time. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Eventually() {}

  /**
   * Returns when the condition holds; fails after five minutes, which only ends a test that hangs.
   */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      Thread.yield();
    }
  }
}
