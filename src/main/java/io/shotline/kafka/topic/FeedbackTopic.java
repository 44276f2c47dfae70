package io.shotline.kafka.topic;

import io.shotline.core.result.Feedback;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.wire.FeedbackCodec;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What people found, on its topic. Calls block up to the cluster's timeout and throw {@link
 * ClusterException}. Safe for use by many threads.
 */
public final class FeedbackTopic implements AutoCloseable {
  private final CompactedTopic topic;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public FeedbackTopic(ClusterSettings cluster, Topics topics) {
    this.topic = new CompactedTopic(cluster, topics, TopicRole.FEEDBACK);
  }

  /**
   * Says what an image was; returns when it is safe. What is said of an event again replaces what
   * was said before, and is counted again.
   *
   * @throws IllegalArgumentException if an id could not be read back: an event's that is empty, one
   *     over 1024 characters, or a {@code /} in the product's
   */
  public void add(Feedback feedback) {
    byte[] key = FeedbackCodec.key(feedback.eventId());
    byte[] value = FeedbackCodec.toBytes(feedback);
    FeedbackCodec.parse(value, key, feedback.at()).orElseThrow();
    topic.put(key, value);
  }

  /**
   * What was said last, by event id. A record that is no feedback is left out, and the one before
   * it counts. Of an answer under an event's bare key, as of before, and one of now the later
   * counts.
   */
  public Map<String, Feedback> latest() {
    return byEvent(topic.latest(key -> true, FeedbackTopic::parse).values());
  }

  /**
   * Reads the same without a right to write.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public static Map<String, Feedback> read(ClusterSettings cluster, Topics topics) {
    TopicAdmin.require(cluster, topics, TopicRole.FEEDBACK);
    TopicTable table = new TopicTable(cluster, topics.feedback());
    try (GuardedConsumer consumer = table.connect()) {
      return byEvent(table.latest(consumer, key -> true, FeedbackTopic::parse).values());
    }
  }

  private static Map<String, Feedback> byEvent(Collection<Feedback> answers) {
    return answers.stream()
        .collect(Collectors.toMap(Feedback::eventId, said -> said, (earlier, later) -> later));
  }

  private static Optional<Feedback> parse(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return FeedbackCodec.parse(record.value(), record.key(), time).asOptional();
  }

  @Override
  public void close() {
    topic.close();
  }
}
