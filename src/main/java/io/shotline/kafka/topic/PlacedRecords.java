package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads records of a topic from where they lie, one at a time. Safe for use by many threads, which
 * take turns.
 */
public final class PlacedRecords implements AutoCloseable {
  private final ClusterSettings cluster;
  private final String topic;
  private final ClusterReplies answers;
  private final GuardedConsumer consumer;

  /**
   * Connects.
   *
   * @throws ClusterException if that cannot be done
   */
  public PlacedRecords(ClusterSettings cluster, String topic) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = requireNonNull(topic, "topic");
    this.answers = new ClusterReplies(cluster);
    this.consumer = cluster.open(() -> new GuardedConsumer(cluster.lookup()));
  }

  /**
   * Returns the record; empty if it was deleted or compacted away, or never was.
   *
   * @throws ClusterException if the cluster does not answer
   */
  public synchronized Optional<ConsumerRecord<byte[], byte[]>> read(int number, long offset) {
    TopicPartition partition = new TopicPartition(topic, number);
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      PollTimeout silence = new PollTimeout(cluster.timeout());
      while (consumer.position(partition) <= offset) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
        silence.polled(!records.isEmpty());
        if (!records.isEmpty()) {
          ConsumerRecord<byte[], byte[]> first = records.iterator().next();
          return first.offset() == offset ? Optional.of(first) : Optional.empty();
        }
        if (consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= offset) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw answers.failure(e, "reading topic " + topic);
    }
  }

  /**
   * Returns whether the topic has such a partition.
   *
   * @throws ClusterException if the cluster does not answer
   */
  public synchronized boolean hasPartition(int number) {
    try {
      return consumer.partitionsFor(topic).stream().anyMatch(info -> info.partition() == number);
    } catch (KafkaException e) {
      throw answers.failure(e, "finding the partitions of topic " + topic);
    }
  }

  /**
   * Returns whether the time of all records up to this one is over.
   *
   * @param number of a partition that there is
   * @throws ClusterException if the cluster does not answer
   */
  public synchronized boolean isBeforeStart(int number, long offset) {
    TopicPartition partition = new TopicPartition(topic, number);
    try {
      return offset < consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    } catch (KafkaException e) {
      throw answers.failure(e, "finding the start of topic " + topic);
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
