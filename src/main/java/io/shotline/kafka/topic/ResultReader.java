package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.StreamResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads scores, alerts and dead letters that are committed after it was made. Used by one thread at
 * a time.
 */
public final class ResultReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);

  private final Topics topics;
  private final ClusterReplies answers;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * Connects and fixes where to begin: what is published after this returns is read.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks a topic
   */
  public ResultReader(ClusterSettings cluster, Topics topics) {
    this.topics = requireNonNull(topics, "topics");
    this.answers = new ClusterReplies(cluster);
    TopicAdmin.require(
        cluster, topics, TopicRole.SCORES, TopicRole.ANOMALIES, TopicRole.DEAD_LETTERS);
    this.consumer = cluster.open(() -> new GuardedConsumer(cluster.consumer()));
    try {
      seekToEnd();
    } catch (KafkaException e) {
      consumer.close();
      throw answers.failure(e, "reading the end of the result topics");
    }
  }

  /**
   * The next results, none if none come within the timeout. Those of one camera come in the order
   * of its images; a score and its alert in any order.
   */
  public List<StreamResult> poll(Duration timeout) {
    List<StreamResult> results = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
        Optional<StreamResult> result = read(record);
        if (result.isEmpty()) {
          LOG.warn(
              "record {}-{}-{} is no result and is skipped",
              record.topic(),
              record.partition(),
              record.offset());
        }
        result.ifPresent(results::add);
      }
    } catch (KafkaException e) {
      throw answers.failure(e, "reading results");
    }
    return results;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void seekToEnd() {
    List<TopicPartition> partitions =
        Stream.of(topics.scores(), topics.anomalies(), topics.deadLetters())
            .flatMap(topic -> TopicPositions.partitions(consumer, topic).stream())
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy; asking for the position does it.
    partitions.forEach(consumer::position);
  }

  private Optional<StreamResult> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.scores())) {
      return ScoredImageCodec.parse(record.value()).asOptional().map(scored -> scored);
    }
    if (record.topic().equals(topics.anomalies())) {
      return AlertCodec.parse(record.value()).asOptional().map(alert -> alert);
    }
    return DeadLetters.read(record.headers()).map(letter -> letter);
  }
}
