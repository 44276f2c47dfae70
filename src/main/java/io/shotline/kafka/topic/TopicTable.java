package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads a topic as a table: the latest record of a key counts. Safe for use by many threads. */
final class TopicTable {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ClusterSettings cluster;
  private final String topic;

  TopicTable(ClusterSettings cluster, String topic) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = requireNonNull(topic, "topic");
  }

  /** Returns a consumer to read with. */
  GuardedConsumer connect() {
    return cluster.open(() -> new GuardedConsumer(cluster.lookup()));
  }

  /**
   * Makes something of the latest good record of each key that is wanted and not removed, as of the
   * time of the call, in the order of these records. Reads records one after the other and keeps
   * only what is made of them.
   *
   * @param consumer used by nobody else meanwhile
   * @param read empty for a record that cannot be read, which leaves the one before it
   */
  <T> Map<Bytes, T> latest(
      GuardedConsumer consumer,
      Predicate<byte[]> wanted,
      Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
    return fold(consumer, wanted, (before, record) -> read.apply(record));
  }

  /**
   * Does the same with a look at what the record before it gave.
   *
   * @param read gets that, or null if there is none
   */
  <T> Map<Bytes, T> fold(
      GuardedConsumer consumer,
      Predicate<byte[]> wanted,
      BiFunction<@Nullable T, ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
    try {
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<Bytes, T> latest = new LinkedHashMap<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      PollTimeout silence = new PollTimeout(cluster.timeout());
      while (!TopicPositions.reached(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
        silence.polled(!records.isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.key() != null && wanted.test(record.key())) {
            note(record, read, latest);
          }
        }
      }
      return latest;
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + topic);
    }
  }

  /**
   * Blocks until readers of committed records have this one. Brokers mark a transaction in its
   * topics a little after they have said that it is committed.
   *
   * @param consumer used by nobody else meanwhile
   * @throws ClusterException if they do not within the cluster's timeout
   */
  void awaitReadable(GuardedConsumer consumer, RecordMetadata written) {
    TopicPartition partition = new TopicPartition(topic, written.partition());
    long deadline = System.nanoTime() + cluster.timeout().toNanos();
    try {
      while (readableEnd(consumer, partition) <= written.offset()) {
        if (System.nanoTime() - deadline >= 0) {
          throw new ClusterException(
              "topic "
                  + topic
                  + " was changed, but its readers do not see the change after "
                  + cluster.timeout().toSeconds()
                  + " s; are all brokers up?",
              null);
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while topic " + topic + " was changed", e);
    }
  }

  private static long readableEnd(GuardedConsumer consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private static <T> void note(
      ConsumerRecord<byte[], byte[]> record,
      BiFunction<@Nullable T, ConsumerRecord<byte[], byte[]>, Optional<T>> read,
      Map<Bytes, T> latest) {
    Bytes key = Bytes.wrap(record.key());
    Optional<T> made =
        record.value() == null ? Optional.empty() : read.apply(latest.get(key), record);
    if (made.isPresent() || record.value() == null) {
      latest.remove(key);
    }
    made.ifPresent(value -> latest.put(key, value));
  }
}
