package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Shot;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads shots' images from where they lie on the topic, one at a time, so that none is held. Safe
 * for use by many threads, which take turns.
 */
public final class ShotImages implements AutoCloseable {
  private final ClusterSettings cluster;
  private final String topic;
  private final ClusterReplies answers;
  private final GuardedConsumer consumer;

  /**
   * Connects.
   *
   * @throws ClusterException if that cannot be done
   */
  public ShotImages(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.name(TopicRole.PROMPTS);
    this.answers = new ClusterReplies(cluster);
    this.consumer = cluster.open(() -> new GuardedConsumer(cluster.consumer()));
  }

  /**
   * The shot with its image; empty if it was removed or replaced and the topic compacted meanwhile.
   *
   * @throws ClusterException if the cluster does not answer
   */
  public synchronized Optional<Shot> read(ShotRecord listed) {
    TopicPartition partition = new TopicPartition(topic, listed.partition());
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, listed.offset());
      PollTimeout silence = new PollTimeout(cluster.timeout());
      while (consumer.position(partition) <= listed.offset()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
        silence.polled(!records.isEmpty());
        if (!records.isEmpty()) {
          ConsumerRecord<byte[], byte[]> first = records.iterator().next();
          return first.offset() == listed.offset() ? shot(first) : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw answers.failure(e, "reading topic " + topic);
    }
  }

  private static Optional<Shot> shot(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    return ShotCodec.parse(record.value(), record.key(), time).asOptional();
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
