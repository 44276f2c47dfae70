package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.OncePerMinute;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds an image back until the stores have all shots and products that were committed before it
 * was read: a shot counts from the next image on, not from some image on. What is asked of the
 * cluster is on its way while the image is scored, so that nobody waits but after a change. Told of
 * the stores by the global thread, asked by the stream threads.
 */
public final class CatalogFence {
  /** Then images are judged by what is known; a cluster that is in trouble must not stop them. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(CatalogFence.class);

  /**
   * Where the topics ended at one moment.
   *
   * @param sinceNanos when the wait for it began: with the first of the marks that hang together
   */
  public record Mark(KafkaFuture<Map<TopicPartition, Long>> ends, long sinceNanos) {}

  private final Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends;
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Object moved = new Object();
  private final LongSupplier nanos;
  private final OncePerMinute warnings;
  private final Object marks = new Object();

  /** The first mark of those that may hang together. */
  private @Nullable Mark first;

  /**
   * @param ends asks the cluster where partitions end, committed records only; does not block
   */
  public CatalogFence(Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends) {
    this(ends, System::nanoTime);
  }

  /**
   * @param nanos time that only goes on, as {@link System#nanoTime} does
   */
  public CatalogFence(
      Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends,
      LongSupplier nanos) {
    this.ends = requireNonNull(ends, "ends");
    this.nanos = requireNonNull(nanos, "nanos");
    this.warnings = new OncePerMinute(nanos);
  }

  /** The store has everything of this partition that lies before the offset. */
  public void reached(TopicPartition partition, long offset) {
    Long before = positions.put(partition, offset);
    if (before == null || before != offset) {
      synchronized (moved) {
        moved.notifyAll();
      }
    }
  }

  /**
   * Asks where the topics end now. While an earlier mark hangs, the new one shares its deadline:
   * however many images a hang holds, it holds them only once.
   */
  public Mark mark() {
    KafkaFuture<Map<TopicPartition, Long>> asked = ends.apply(Set.copyOf(positions.keySet()));
    long now = nanos.getAsLong();
    synchronized (marks) {
      Mark earlier = first;
      if (earlier != null && hangs(earlier)) {
        return new Mark(asked, earlier.sinceNanos());
      }
      Mark mark = new Mark(asked, now);
      first = mark;
      return mark;
    }
  }

  /** No answer yet, or a store that has not come so far. An answer that failed ends the wait. */
  private boolean hangs(Mark mark) {
    if (!mark.ends().isDone()) {
      return true;
    }
    return !mark.ends().isCompletedExceptionally()
        && !reached(mark.ends().toCompletionStage().toCompletableFuture().join());
  }

  /** Blocks until the stores have come to where the topics ended then. */
  public void await(Mark mark) throws InterruptedException {
    long deadline = mark.sinceNanos() + LONGEST_WAIT.toNanos();
    try {
      long left = Math.max(0, deadline - nanos.getAsLong());
      Map<TopicPartition, Long> wanted = mark.ends().get(left, TimeUnit.NANOSECONDS);
      if (!reached(wanted)) {
        waitUntil(wanted, deadline);
      }
    } catch (ExecutionException e) {
      warn(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      warn("no news of " + positions.keySet() + " for " + LONGEST_WAIT.toSeconds() + " s");
    }
  }

  private void warn(String reason) {
    if (warnings.isDue()) {
      LOG.warn("images are judged by the shots known so far: {}", reason);
    }
  }

  private void waitUntil(Map<TopicPartition, Long> wanted, long deadline)
      throws InterruptedException, TimeoutException {
    synchronized (moved) {
      while (!reached(wanted)) {
        long left = deadline - nanos.getAsLong();
        if (left <= 0) {
          throw new TimeoutException();
        }
        TimeUnit.NANOSECONDS.timedWait(moved, left);
      }
    }
  }

  private boolean reached(Map<TopicPartition, Long> wanted) {
    return wanted.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** The partitions that the stores are filled from. */
  public Set<TopicPartition> partitions() {
    return Set.copyOf(positions.keySet());
  }

  /** Whether the stores have everything that lies before these offsets. */
  public boolean holds(Map<TopicPartition, Long> wanted) {
    return reached(wanted);
  }
}
