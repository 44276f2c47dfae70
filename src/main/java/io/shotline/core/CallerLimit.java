package io.shotline.core;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether the image of a caller, who can come again, may enter beside those of the stream:
 * not while the stream has half of what it can have in work, and a quarter of that at once. Counts
 * images from their start to their score, so that it does not matter where they wait. Safe for use
 * by many threads.
 */
final class CallerLimit {
  private final AtomicInteger streamed = new AtomicInteger();
  private final Semaphore callers;
  private final int closedFrom;

  /**
   * @param inWork the most images that the stream has in work at once
   */
  CallerLimit(int inWork) {
    this.callers = new Semaphore(Math.max(1, inWork / 4));
    this.closedFrom = Math.max(1, inWork / 2);
  }

  /** An image of the stream begins. */
  void streamEnters() {
    streamed.incrementAndGet();
  }

  /** An image of the stream has ended. */
  void streamLeaves() {
    streamed.decrementAndGet();
  }

  /** Returns whether a caller's image may enter; then {@link #callerLeaves} follows in the end. */
  boolean callerEnters() {
    return streamed.get() < closedFrom && callers.tryAcquire();
  }

  /** A caller's image has ended. */
  void callerLeaves() {
    callers.release();
  }
}
