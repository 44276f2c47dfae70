package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Writes to a topic that is a table, and reads it. Safe for use by many threads. */
final class CompactedTopic implements AutoCloseable {
  private final ClusterSettings cluster;
  private final String topic;
  private final TopicTable table;
  private final ClusterReplies answers;
  private final Producer<byte[], byte[]> producer;

  CompactedTopic(ClusterSettings cluster, Topics topics, TopicRole role) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.name(role);
    this.table = new TopicTable(cluster, topic);
    this.answers = new ClusterReplies(cluster);
    TopicAdmin.require(cluster, topics, role);
    this.producer = cluster.open(() -> new KafkaProducer<>(cluster.producer()));
  }

  /** Blocks until all replicas have the record, and returns its place; null removes the key. */
  RecordMetadata put(byte[] key, byte @Nullable [] value) {
    return answers.get(send(key, value), "writing to topic " + topic);
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

  /** Makes something of the latest records, as {@link TopicTable#latest} does. */
  <T> Map<Bytes, T> latest(
      Predicate<byte[]> wanted, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
    try (GuardedConsumer consumer = table.connect()) {
      return table.latest(consumer, wanted, read);
    }
  }

  /** Does the same with a look at the record before, as {@link TopicTable#fold} does. */
  <T> Map<Bytes, T> fold(
      Predicate<byte[]> wanted,
      BiFunction<@Nullable T, ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
    try (GuardedConsumer consumer = table.connect()) {
      return table.fold(consumer, wanted, read);
    }
  }

  @Override
  public void close() {
    producer.close(cluster.timeout());
  }
}
