package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Tells a stream thread that waits, for images in a poll or for nothing else, that a result is
 * done. Raised by the scoring threads, all else is called on the stream thread.
 */
final class ResultSignal {
  private final Runnable wakeup;
  private boolean raised;
  private boolean inPoll;
  private boolean woken;

  /**
   * @param wakeup ends the poll that is under way, or else the next one
   */
  ResultSignal(Runnable wakeup) {
    this.wakeup = requireNonNull(wakeup, "wakeup");
  }

  /** A result is done. Wakes a poll once. */
  synchronized void raise() {
    raised = true;
    if (inPoll && !woken) {
      woken = true;
      wakeup.run();
    }
    notifyAll();
  }

  /** Begins anew, before a look at the results: those done from now on raise it. */
  synchronized void lower() {
    raised = false;
  }

  /** Blocks until it is raised, if it is not yet. */
  synchronized void await(long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      for (long left = nanos; !raised && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      // As a consumer's poll would; it sets the thread's flag again.
      throw new InterruptException(e);
    }
  }

  /** Begins a poll that a result wakes; false, and nothing begins, if it is raised already. */
  synchronized boolean beginPoll() {
    inPoll = !raised;
    woken = false;
    return inPoll;
  }

  /** Ends the poll; returns whether it was woken, be it in time or too late. */
  synchronized boolean endPoll() {
    inPoll = false;
    return woken;
  }
}
