package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.catalog.CatalogCopy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the streams of a service within its stop timeout, the images in hand first. */
final class StreamsStop {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsStop.class);

  private final StreamsSettings settings;
  private final StreamsParts parts;

  StreamsStop(StreamsSettings settings, StreamsParts parts) {
    this.settings = requireNonNull(settings, "settings");
    this.parts = requireNonNull(parts, "parts");
  }

  /**
   * Blocks until all streams are closed, up to the stop timeout and a little more.
   *
   * @param finishing whether images in hand can still be finished: nothing has failed
   */
  void run(boolean finishing) {
    long begun = System.nanoTime();
    Duration timeout = settings.stopTimeout();
    // One that leaves lets the others begin without a session timeout; one with a name comes back.
    boolean leaves = settings.membership().instanceId() == null;
    CompletableFuture<Boolean> checked =
        closing("catalog-check", parts.catalogCheck(), timeout, true);
    CompletableFuture<Boolean> learnt = closing("learner", parts.learner(), timeout, true);
    boolean finished = !finishing || finishImages();
    Duration left = timeout.minusNanos(System.nanoTime() - begun);
    left = left.isNegative() ? Duration.ZERO : left;
    boolean closed = join(closing("scoring", parts.scoring(), left, leaves), left);
    CatalogCopy copy = parts.catalogCopy();
    copy.close();
    if (closed) {
      copy.closed();
    }
    if (!closed || !join(checked, left) || !join(learnt, left) || !finished) {
      LOG.warn("the streams did not stop within {}; what was in hand will be done again", timeout);
    }
  }

  /**
   * While the streams run: once they stop, they take nothing more. Leaves them half of the time.
   */
  private boolean finishImages() {
    try {
      return !parts.scoring().state().isRunningOrRebalancing()
          || parts.lookAhead().finish(settings.stopTimeout().dividedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes off the caller's thread, since closing waits for a start that hangs. */
  private static CompletableFuture<Boolean> closing(
      String name, KafkaStreams streams, Duration timeout, boolean leaves) {
    CloseOptions options =
        CloseOptions.timeout(timeout)
            .withGroupMembershipOperation(
                leaves
                    ? GroupMembershipOperation.LEAVE_GROUP
                    : GroupMembershipOperation.REMAIN_IN_GROUP);
    return CompletableFuture.supplyAsync(
        () -> streams.close(options),
        close -> {
          Thread thread = new Thread(close, "shotline-close-" + name);
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static boolean join(CompletableFuture<Boolean> closed, Duration timeout) {
    try {
      return closed.get(timeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("a stream could not be closed", e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
