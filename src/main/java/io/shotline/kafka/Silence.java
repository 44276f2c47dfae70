package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on a cluster that hands out no records though there must be some. Used by one thread.
 */
final class Silence {
  private final Duration longest;
  private @Nullable Long sinceNanos;

  Silence(Duration longest) {
    this.longest = requireNonNull(longest, "longest");
  }

  /**
   * Told of every poll.
   *
   * @throws TimeoutException if nothing came for too long
   */
  void polled(boolean anything) {
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
