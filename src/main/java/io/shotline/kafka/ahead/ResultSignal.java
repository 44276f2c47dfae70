package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Tells a stream thread that waits, for images in a poll or for nothing else, that a result is
 * done. Rung by the scoring threads, all else is called on the stream thread.
 */
final class ResultSignal {
  private final Runnable wakeup;
  private boolean rung;
  private boolean inPoll;
  private boolean woken;

  /**
   * @param wakeup ends the poll that is under way, or else the next one
   */
  ResultSignal(Runnable wakeup) {
    this.wakeup = requireNonNull(wakeup, "wakeup");
  }

  /** A result is done. Wakes a poll once. */
  synchronized void ring() {
    rung = true;
    if (inPoll && !woken) {
      woken = true;
      wakeup.run();
    }
    notifyAll();
  }

  /** Before looking at the results: what is done from now on counts as rung. */
  synchronized void silence() {
    rung = false;
  }

  /** Waits until it rings, if it has not yet. */
  synchronized void await(long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      for (long left = nanos; !rung && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      // As a consumer's poll would; it sets the thread's flag again.
      throw new InterruptException(e);
    }
  }

  /** Begins a poll that a ring wakes; false, and nothing begins, if it has rung already. */
  synchronized boolean wakes() {
    inPoll = !rung;
    woken = false;
    return inPoll;
  }

  /** Ends the poll; whether it was woken, be it in time or too late. */
  synchronized boolean hasWoken() {
    inPoll = false;
    return woken;
  }
}
