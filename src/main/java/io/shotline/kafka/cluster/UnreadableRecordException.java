package io.shotline.kafka.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;

/** A record cannot be read at all. The message names it and says how to go on without it. */
public final class UnreadableRecordException extends KafkaException {
  private static final long serialVersionUID = 1L;

  private UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The failure of a poll as this, or itself if no record is to blame.
   *
   * @param group of the consumer; null if it has none
   */
  static KafkaException of(
      KafkaException failure, Consumer<?, ?> consumer, @Nullable Object group) {
    if (failure instanceof RecordDeserializationException record) {
      return named(failure, record.topicPartition(), OptionalLong.of(record.offset()), group);
    }
    // Kafka has no class of its own for these, but names the partition.
    if (failure.getClass() != KafkaException.class) {
      return failure;
    }
    String message = String.valueOf(failure.getMessage());
    Optional<TopicPartition> blamed =
        consumer.assignment().stream().filter(partition -> names(message, partition)).findFirst();
    return blamed
        .map(partition -> named(failure, partition, position(consumer, partition), group))
        .orElse(failure);
  }

  private static boolean names(String message, TopicPartition partition) {
    String name = Pattern.quote(partition.toString());
    return Pattern.compile("(?<![\\w.-])" + name + "(?!\\d)").matcher(message).find();
  }

  private static OptionalLong position(Consumer<?, ?> consumer, TopicPartition partition) {
    try {
      return OptionalLong.of(consumer.position(partition, Duration.ZERO));
    } catch (KafkaException e) {
      return OptionalLong.empty();
    }
  }

  private static KafkaException named(
      KafkaException failure, TopicPartition at, OptionalLong offset, @Nullable Object group) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String next = offset.isPresent() ? Long.toString(offset.getAsLong() + 1) : "the next offset";
    String remedy =
        group == null
            ? "take the partition from another replica, or make the topic anew"
            : "stop all instances, then skip it with kafka-consumer-groups.sh --group %s --topic %s:%d"
                    .formatted(group, at.topic(), at.partition())
                + " --reset-offsets --to-offset "
                + next
                + " --execute";
    return new UnreadableRecordException(
        "topic %s, partition %d, offset %s cannot be read: %s; %s (docs/runbook.md, A record that cannot be read)"
            .formatted(
                at.topic(),
                at.partition(),
                offset.isPresent() ? Long.toString(offset.getAsLong()) : "unknown",
                root.getMessage(),
                remedy),
        failure);
  }
}
