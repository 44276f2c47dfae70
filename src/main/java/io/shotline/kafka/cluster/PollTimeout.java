package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on a cluster that hands out no records though there must be some. Used by one thread.
 */
public final class PollTimeout {
  private final Duration longest;
  private @Nullable Long sinceNanos;

  public PollTimeout(Duration longest) {
    this.longest = requireNonNull(longest, "longest");
  }

  /**
   * Told of every poll.
   *
   * @throws TimeoutException if nothing came for too long
   */
  public void polled(boolean anything) {
    long now = System.nanoTime();
    if (anything) {
      sinceNanos = null;
    } else if (sinceNanos == null) {
      sinceNanos = now;
    } else if (now - sinceNanos > longest.toNanos()) {
      throw new TimeoutException("no records for " + longest);
    }
  }
}
