package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Results that are not those of the line: a topic of the form of scores, never one that a service
 * reads or writes. Safe for use by many threads.
 */
public final class ReplayTopic implements AutoCloseable {
  private final ClusterSettings cluster;
  private final String topic;
  private final ClusterReplies answers;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Connects, and makes the topic like that of scores if it does not exist.
   *
   * @throws IllegalArgumentException if the topic is one of the line's
   * @throws ClusterException if the cluster cannot be reached or refuses
   */
  public ReplayTopic(ClusterSettings cluster, Topics topics, String topic) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = requireNonNull(topic, "topic");
    this.answers = new ClusterReplies(cluster);
    requireForeign(topics, topic);
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.createLike(TopicRole.SCORES, topic);
    }
    this.producer = cluster.open(() -> new KafkaProducer<>(cluster.producer()));
  }

  /**
   * Checks that a topic is none of the line's own.
   *
   * @throws IllegalArgumentException if it is
   */
  public static void requireForeign(Topics topics, String topic) {
    if (Arrays.stream(TopicRole.values()).map(topics::name).anyMatch(topic::equals)) {
      throw new IllegalArgumentException(
          topic + " is a topic of the line, which a replay must not write to");
    }
  }

  /**
   * Sends a result in the background; blocks only while the send buffer is full.
   *
   * @throws ClusterException if one before it could not be sent
   */
  public void send(ScoredRecord scored) {
    throwFailure();
    byte[] key = scored.image().cameraId().getBytes(UTF_8);
    try {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic, key, ScoredImageCodec.toBytes(scored)),
              (metadata, problem) -> failure.compareAndSet(null, problem));
    } catch (KafkaException e) {
      throw answers.failure(e, "writing to topic " + topic);
    }
  }

  /** Waits until all replicas have what was sent. */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close(cluster.timeout());
  }

  private void throwFailure() {
    Exception problem = failure.get();
    if (problem != null) {
      throw answers.failure(problem, "writing to topic " + topic);
    }
  }
}
