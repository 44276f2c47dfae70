package io.shotline.core;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether an image of a caller who can come again may enter beside those of the stream: not
 * while the stream has half of what it can have in work, and a quarter of that at once. Counts
 * images from their start to their verdict, so that it does not matter where they wait. Safe for
 * use by many threads.
 */
final class CallerLimit {
  private final AtomicInteger others = new AtomicInteger();
  private final Semaphore guests;
  private final int closedFrom;

  /**
   * @param inWork the most images that the stream has in work at once
   */
  CallerLimit(int inWork) {
    this.guests = new Semaphore(Math.max(1, inWork / 4));
    this.closedFrom = Math.max(1, inWork / 2);
  }

  /** An image of the stream begins. */
  void otherEnters() {
    others.incrementAndGet();
  }

  /** An image of the stream has ended. */
  void otherLeaves() {
    others.decrementAndGet();
  }

  /** Whether a guest may enter; then it leaves in the end. */
  boolean enter() {
    return others.get() < closedFrom && guests.tryAcquire();
  }

  void leave() {
    guests.release();
  }
}
