package io.shotline.kafka.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reading of whole topics, or a time of them, without a group. */
public final class TopicPositions {
  public static final Duration POLL = Duration.ofMillis(200);

  private TopicPositions() {}

  public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  public static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /**
   * The records of a time that are there now.
   *
   * @param to behind the last; null: up to now
   */
  public static Map<TopicPartition, OffsetRange> between(
      Consumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Instant from,
      @Nullable Instant to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = firstSince(consumer, ends, from);
    Map<TopicPartition, Long> stops = to == null ? ends : firstSince(consumer, ends, to);
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      // Records may have come since the ends were asked for.
      long stop = Math.min(end, stops.getOrDefault(partition, end));
      ranges.put(
          partition, new OffsetRange(Math.min(stop, starts.getOrDefault(partition, end)), stop));
    }
    return ranges;
  }

  private static Map<TopicPartition, Long> firstSince(
      Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Instant time) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    ends.keySet().forEach(partition -> asked.put(partition, Math.max(0, time.toEpochMilli())));
    Map<TopicPartition, Long> found = new HashMap<>(ends);
    for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> answer :
        consumer.offsetsForTimes(asked).entrySet()) {
      OffsetAndTimestamp first = answer.getValue();
      if (first != null) {
        found.put(answer.getKey(), first.offset());
      }
    }
    return found;
  }
}
