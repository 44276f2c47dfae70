package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A topic used as a table: the latest record of a key counts. Safe for use by many threads. */
final class CompactedTopic implements AutoCloseable {
  private final ClusterSettings cluster;
  private final String topic;
  private final ClusterReplies answers;
  private final Producer<byte[], byte[]> producer;

  CompactedTopic(ClusterSettings cluster, Topics topics, TopicRole role) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.name(role);
    this.answers = new ClusterReplies(cluster);
    TopicAdmin.require(cluster, topics, role);
    this.producer = cluster.open(() -> new KafkaProducer<>(cluster.producer()));
  }

  /** Blocks until all replicas have the record; a null value removes the key. */
  void put(byte[] key, byte @Nullable [] value) {
    await(send(key, value));
  }

  /** Sends a record in the background; blocks only while the send buffer is full. */
  Future<RecordMetadata> send(byte[] key, byte @Nullable [] value) {
    try {
      return producer.send(new ProducerRecord<>(topic, key, value));
    } catch (KafkaException e) {
      throw answers.failure(e, "writing to topic " + topic);
    }
  }

  /** Waits until all replicas have a record. */
  void await(Future<RecordMetadata> sent) {
    answers.get(sent, "writing to topic " + topic);
  }

  /**
   * Makes something of the latest good record of each key that is wanted and not removed, as of the
   * time of the call. Reads records one after the other and keeps only what is made of them.
   *
   * @param read empty for a record that cannot be read, which leaves the one before it
   */
  <T> Map<Bytes, T> latest(
      Predicate<byte[]> wanted, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
    try (GuardedConsumer consumer = cluster.open(() -> new GuardedConsumer(cluster.consumer()))) {
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<Bytes, T> latest = new HashMap<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      PollTimeout silence = new PollTimeout(cluster.timeout());
      while (!TopicPositions.reached(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
        silence.polled(!records.isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.key() == null || !wanted.test(record.key())) {
            continue;
          }
          Bytes key = Bytes.wrap(record.key());
          if (record.value() == null) {
            latest.remove(key);
          } else {
            read.apply(record).ifPresent(made -> latest.put(key, made));
          }
        }
      }
      return latest;
    } catch (KafkaException e) {
      throw answers.failure(e, "reading topic " + topic);
    }
  }

  @Override
  public void close() {
    producer.close(cluster.timeout());
  }
}
