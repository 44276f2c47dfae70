package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds an image back until the stores have all shots and products that were committed before it
 * was read: a shot counts from the next image on, not from some image on. What is asked of the
 * cluster is on its way while the image is scored, so that nobody waits but after a change. Told of
 * the stores by the global thread, asked by the stream threads.
 */
final class CatalogFence {
  /** Then the image is judged by what is known; a cluster that is in trouble must not stop it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(CatalogFence.class);

  /** Where the topics ended at one moment. */
  record Mark(KafkaFuture<Map<TopicPartition, Long>> ends) {}

  private final Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends;
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Object moved = new Object();

  /**
   * @param ends asks the cluster where partitions end, committed records only; does not block
   */
  CatalogFence(Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends) {
    this.ends = requireNonNull(ends, "ends");
  }

  /** The store has everything of this partition that lies before the offset. */
  void reached(TopicPartition partition, long offset) {
    Long before = positions.put(partition, offset);
    if (before == null || before != offset) {
      synchronized (moved) {
        moved.notifyAll();
      }
    }
  }

  /** Asks where the topics end now. */
  Mark mark() {
    return new Mark(ends.apply(Set.copyOf(positions.keySet())));
  }

  /** Blocks until the stores have come to where the topics ended then. */
  void await(Mark mark) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      Map<TopicPartition, Long> wanted =
          mark.ends().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!reached(wanted)) {
        waitUntil(wanted, deadline);
      }
    } catch (ExecutionException e) {
      LOG.warn("an image is judged by the shots known so far: {}", String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      LOG.warn("an image is judged by the shots known so far: no news of {}", positions.keySet());
    }
  }

  private void waitUntil(Map<TopicPartition, Long> wanted, long deadline)
      throws InterruptedException, TimeoutException {
    synchronized (moved) {
      while (!reached(wanted)) {
        long left = deadline - System.nanoTime();
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
}
