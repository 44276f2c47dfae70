package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The alerts that came since a time and are still kept, the oldest first, then those that come.
 * Read in no group, so that no service notices. Of each partition a few alerts are held at a time,
 * however many there are. Used by one thread at a time.
 */
public final class RecordedAlerts implements AutoCloseable {
  /** Records of one poll: a partition that has alerts waiting is not asked for more. */
  static final int MOST_POLLED = 50;

  private final ClusterReplies answers;
  private final String topic;
  private final Predicate<AlertRecord> wanted;
  private final PollTimeout silence;
  private final GuardedConsumer consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final AlertOrder order;
  private long unreadable;

  /**
   * Connects and finds the alerts. Where those of now end is fixed here.
   *
   * @param from by the broker's clock
   * @param wanted asked for each alert once
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public RecordedAlerts(
      ClusterSettings cluster, Topics topics, Instant from, Predicate<AlertRecord> wanted) {
    this.answers = new ClusterReplies(cluster);
    this.topic = topics.anomalies();
    this.wanted = requireNonNull(wanted, "wanted");
    TopicAdmin.require(cluster, topics, TopicRole.ANOMALIES);
    this.silence = new PollTimeout(cluster.timeout());
    this.consumer = cluster.open(() -> new GuardedConsumer(properties(cluster)));
    try {
      Map<Integer, Long> numbered = new HashMap<>();
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
      Map<TopicPartition, OffsetRange> ranges =
          TopicPositions.between(consumer, partitions, from, null);
      consumer.assign(partitions);
      ranges.forEach(
          (partition, range) -> {
            ends.put(partition, range.end());
            numbered.put(partition.partition(), range.end());
            consumer.seek(partition, range.start());
          });
      this.order = new AlertOrder(numbered);
    } catch (KafkaException e) {
      consumer.close();
      throw answers.failure(e, "finding the alerts of topic " + topic);
    }
  }

  /**
   * Returns the next alerts, none if none come within the timeout. Up to the end that was fixed
   * they are in the order of their time; behind it they are as they come.
   *
   * @throws ClusterException if the topic cannot be read
   */
  public List<RecordedAlert> poll(Duration timeout) {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
      boolean isLive = order.isDone();
      silence.polled(!records.isEmpty() || isLive);
      records.forEach(record -> read(record).ifPresent(order::add));
      ends.forEach(
          (partition, end) -> {
            if (consumer.position(partition) >= end) {
              order.ended(partition.partition());
            }
          });
      List<RecordedAlert> alerts = order.take();
      for (TopicPartition partition : ends.keySet()) {
        List<TopicPartition> one = List.of(partition);
        if (order.isWaiting(partition.partition())) {
          consumer.pause(one);
        } else {
          consumer.resume(one);
        }
      }
      return alerts;
    } catch (KafkaException e) {
      throw answers.failure(e, "reading topic " + topic);
    }
  }

  /** Returns whether all alerts were read that there were at the start. */
  public boolean isCaughtUp() {
    return order.isDone();
  }

  /** Returns how many records were no alerts and are left out. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Alerts that are deleted while others are read are passed over, not all that are left. */
  private static Map<String, Object> properties(ClusterSettings cluster) {
    Map<String, Object> properties = cluster.consumer();
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
    return properties;
  }

  private Optional<RecordedAlert> read(ConsumerRecord<byte[], byte[]> record) {
    Optional<RecordedAlert> alert = RecordedAlert.read(record);
    unreadable += alert.isPresent() ? 0 : 1;
    return alert.filter(found -> wanted.test(found.alert()));
  }
}
