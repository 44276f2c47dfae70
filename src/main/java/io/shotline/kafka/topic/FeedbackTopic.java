package io.shotline.kafka.topic;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.wire.AcknowledgementCodec;
import io.shotline.wire.FeedbackCodec;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import io.shotline.wire.ShelfCodec;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What people found, have seen and set aside, on its topic. Calls block up to the cluster's timeout
 * and throw {@link ClusterException}. Safe for use by many threads.
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
   * Says what an image was; returns the record's place when it is safe. What is said of an event
   * again replaces what was said before, and is counted again.
   *
   * @throws IllegalArgumentException if an id could not be read back: an event's that is empty, one
   *     over 1024 characters, or a {@code /} in the product's
   */
  public RecordMetadata add(Feedback feedback) {
    byte[] key = FeedbackCodec.key(feedback.eventId());
    byte[] value = FeedbackCodec.toBytes(feedback);
    FeedbackCodec.parse(value, key, feedback.at()).orElseThrow();
    return topic.put(key, value);
  }

  /**
   * What was answered last, by event id. A record that is no answer is left out, and the one before
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
    return byEvent(read(cluster, topics, subject -> true));
  }

  /**
   * Says that an alert was seen; returns the record's place when it is safe.
   *
   * @throws IllegalArgumentException if it could not be read back
   */
  public RecordMetadata add(Acknowledgement said) {
    return put(
        new FeedbackKey.OfAcknowledgement(said.eventId()), AcknowledgementCodec.toBytes(said));
  }

  /**
   * Sets alerts aside; returns the record's place when it is safe. Replaces the shelf of the same
   * camera and product.
   *
   * @throws IllegalArgumentException if it could not be read back
   */
  public RecordMetadata add(Shelf shelf) {
    return put(key(shelf), ShelfCodec.toBytes(shelf));
  }

  /** Ends a shelf; returns the record's place when it is safe. */
  public RecordMetadata remove(Shelf shelf) {
    return topic.put(key(shelf).bytes(), null);
  }

  /**
   * Reads the latest records of some subjects, without a right to write.
   *
   * @param wanted asked for the subject of each record
   * @return in the order of their time, so that a later answer of an event comes behind one of
   *     before under another key
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public static List<FeedbackRecord> read(
      ClusterSettings cluster, Topics topics, Predicate<FeedbackKey> wanted) {
    TopicAdmin.require(cluster, topics, TopicRole.FEEDBACK);
    TopicTable table = new TopicTable(cluster, topics.feedback());
    try (GuardedConsumer consumer = table.connect()) {
      return List.copyOf(
          table
              .latest(consumer, key -> wanted.test(FeedbackKey.of(key)), FeedbackTopic::parse)
              .values());
    }
  }

  private RecordMetadata put(FeedbackKey key, byte[] value) {
    FeedbackRecord.parse(value, key.bytes(), Instant.EPOCH).orElseThrow();
    return topic.put(key.bytes(), value);
  }

  private static FeedbackKey key(Shelf shelf) {
    return new FeedbackKey.OfShelf(shelf.cameraId(), shelf.productId());
  }

  private static Map<String, Feedback> byEvent(Collection<FeedbackRecord> said) {
    Map<String, Feedback> answers = new HashMap<>();
    for (FeedbackRecord record : said) {
      if (record instanceof FeedbackRecord.Answer answer) {
        answers.put(answer.said().eventId(), answer.said());
      }
    }
    return answers;
  }

  private static Optional<FeedbackRecord> parse(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return FeedbackRecord.parse(record.value(), record.key(), time).asOptional();
  }

  @Override
  public void close() {
    topic.close();
  }
}
