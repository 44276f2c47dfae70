package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.OncePerMinute;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.TopicPositions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from some time back to its end and on, in no group, on a thread of its own. Each
 * record is handed out once. While the cluster cannot be read it tries again and says so once a
 * minute. Close it from any thread.
 */
final class TopicTail implements AutoCloseable {
  /** Handed the records, by the thread of the tail; those of one partition in their order. */
  interface Reader {
    void read(ConsumerRecord<byte[], byte[]> record);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

  /** Small fetches keep the memory flat where records are large. */
  private static final int FETCH_BYTES = 4 << 20;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ClusterSettings cluster;
  private final String topic;
  private final Duration back;
  private final Clock clock;
  private final Reader reader;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final OncePerMinute complaints = new OncePerMinute();

  /** Where to go on in each partition, also after the consumer was made anew. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** Where the topic ended at first; empty before that is known. */
  private final Map<TopicPartition, Long> firstEnds = new HashMap<>();

  private volatile boolean caughtUp;
  private volatile @Nullable GuardedConsumer current;

  /**
   * Makes a tail that reads nothing before {@link #start}.
   *
   * @param back how far, by the times of the records
   */
  TopicTail(ClusterSettings cluster, String topic, Duration back, Clock clock, Reader reader) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = requireNonNull(topic, "topic");
    this.back = requireNonNull(back, "back");
    this.clock = requireNonNull(clock, "clock");
    this.reader = requireNonNull(reader, "reader");
    this.thread = new Thread(this::run, "shotline-tail-" + topic);
    thread.setDaemon(true);
  }

  /** Reads from now on, in the background. */
  void start() {
    thread.start();
  }

  /** Returns whether all records were read that there were at the start. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Waits until the thread has ended; a request that is under way is cut short. */
  @Override
  public void close() {
    closed.countDown();
    GuardedConsumer consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    try {
      while (!isClosed()) {
        try (GuardedConsumer consumer = cluster.open(() -> new GuardedConsumer(properties()))) {
          current = consumer;
          follow(consumer);
        } catch (RuntimeException e) {
          complain(e);
        } finally {
          current = null;
        }
        boolean unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain(RuntimeException failure) {
    // The one that closes wakes the consumer up.
    if (!isClosed() && complaints.isDue()) {
      ClusterException said =
          failure instanceof ClusterException known
              ? known
              : new ClusterReplies(cluster).failure(failure, "topic " + topic);
      LOG.warn("what the API tells of topic {} is old: {}", topic, said.getMessage());
    }
  }

  private void follow(GuardedConsumer consumer) {
    // Closed between two looks, the consumer was not there to be woken up.
    if (isClosed()) {
      return;
    }
    assign(consumer);
    while (!isClosed()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TopicPositions.POLL)) {
        // Before it is handed out: one that fails is not read again and again.
        next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
        reader.read(record);
      }
      if (!caughtUp) {
        caughtUp = TopicPositions.reached(consumer, firstEnds);
      }
    }
  }

  private void assign(GuardedConsumer consumer) {
    List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException(topic);
    }
    Map<TopicPartition, OffsetRange> ranges =
        TopicPositions.between(consumer, partitions, clock.instant().minus(back), null);
    consumer.assign(partitions);
    boolean isFirst = firstEnds.isEmpty();
    ranges.forEach(
        (partition, range) -> {
          consumer.seek(partition, next.getOrDefault(partition, range.start()));
          if (isFirst) {
            firstEnds.put(partition, range.end());
          }
        });
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = cluster.consumer();
    // Records that are deleted meanwhile are passed over.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    return properties;
  }
}
