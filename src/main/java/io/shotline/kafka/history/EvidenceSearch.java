package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.EvidenceCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the images of alerts on the topic of evidence, by partition and time. Alerts that are asked
 * for in the order of their time are found in one pass over the topic. Used by one thread at a
 * time.
 */
final class EvidenceSearch implements AutoCloseable {
  /** Both records are of one transaction; brokers write it to each partition by itself. */
  static final Duration APART = Duration.ofSeconds(30);

  /**
   * The image comes next, or it was passed: a person may look at one alert again and again. The end
   * of a transaction reaches its partitions one by one, within this time mostly.
   */
  private static final Duration SOON = Duration.ofMillis(100);

  private static final int MOST_POLLED = 10;
  private static final long MOST_PASSED_BYTES = 32L << 20;

  private final ClusterSettings cluster;
  private final String topic;
  private final GuardedConsumer consumer;
  private final Set<TopicPartition> partitions;
  private final PassedImages passed = new PassedImages(MOST_PASSED_BYTES);

  /** Up to which time a partition was read. */
  private final Map<TopicPartition, Instant> readUpTo = new HashMap<>();

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  EvidenceSearch(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.evidence();
    TopicAdmin.require(cluster, topics, TopicRole.EVIDENCE);
    this.consumer = cluster.open(() -> new GuardedConsumer(properties(cluster)));
    try {
      this.partitions = new HashSet<>(TopicPositions.partitions(consumer, topic));
      consumer.assign(partitions);
      consumer.pause(partitions);
    } catch (KafkaException e) {
      consumer.close();
      throw new ClusterReplies(cluster).failure(e, "finding the end of topic " + topic);
    }
  }

  /**
   * Returns the image; empty if it is not on the topic.
   *
   * @param patience how long to wait for it where the topic ends: it may be seen after its alert
   * @throws ClusterException if the topic cannot be read
   */
  Optional<EncodedImage> find(RecordedAlert alert, Duration patience) {
    Optional<EncodedImage> known = passed.take(alert.alert().scored());
    TopicPartition partition = new TopicPartition(topic, alert.place().partition());
    if (known.isPresent() || !partitions.contains(partition)) {
      return known;
    }
    try {
      consumer.resume(List.of(partition));
      if (isReadUpToAbout(partition, alert.time())) {
        Duration soon = patience.compareTo(SOON) < 0 ? patience : SOON;
        Optional<EncodedImage> next = read(partition, alert, soon);
        if (next.isPresent()) {
          return next;
        }
      }
      // It may have been passed too long ago.
      start(partition, alert.time().minus(APART));
      return read(partition, alert, patience);
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + topic);
    } finally {
      consumer.pause(List.of(partition));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Map<String, Object> properties(ClusterSettings cluster) {
    Map<String, Object> properties = cluster.lookup();
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
    return properties;
  }

  private boolean isReadUpToAbout(TopicPartition partition, Instant time) {
    Instant read = readUpTo.get(partition);
    return read != null && Duration.between(read, time).abs().compareTo(APART) <= 0;
  }

  private void start(TopicPartition partition, Instant from) {
    Map<TopicPartition, OffsetRange> range =
        TopicPositions.between(consumer, List.of(partition), from, null);
    consumer.seek(partition, requireNonNull(range.get(partition)).start());
    readUpTo.put(partition, from);
  }

  private Optional<EncodedImage> read(
      TopicPartition partition, RecordedAlert alert, Duration patience) {
    Instant last = alert.time().plus(APART);
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    PollTimeout silence = new PollTimeout(cluster.timeout());
    long end = end(partition);
    while (!readUpTo.getOrDefault(partition, last).isAfter(last)) {
      if (consumer.position(partition) >= end) {
        end = end(partition);
        if (consumer.position(partition) >= end && System.nanoTime() - deadlineNanos >= 0) {
          return Optional.empty();
        }
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
      silence.polled(!records.isEmpty() || consumer.position(partition) >= end);
      records.forEach(record -> note(partition, record));
      Optional<EncodedImage> found = passed.take(alert.alert().scored());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private long end(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private void note(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    readUpTo.put(partition, Instant.ofEpochMilli(RecordTime.of(record)));
    EvidenceCodec.parse(record.value())
        .asOptional()
        .ifPresent(evidence -> passed.add(evidence.scored(), evidence.image()));
  }
}
