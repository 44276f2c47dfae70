package io.shotline.kafka.ahead;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records polled and not handed out yet, by partition. For one thread at a time. */
final class HeldRecords {
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> held =
      new LinkedHashMap<>();

  /** The offset behind the last record that is held of each partition. */
  private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();

  /** Returns how many records are held of partitions that are not paused. */
  int count(Set<TopicPartition> paused) {
    return held.entrySet().stream()
        .filter(partition -> !paused.contains(partition.getKey()))
        .mapToInt(partition -> partition.getValue().size())
        .sum();
  }

  /** Returns how many bytes these have together. */
  long bytes(Set<TopicPartition> paused) {
    return held.entrySet().stream()
        .filter(partition -> !paused.contains(partition.getKey()))
        .flatMap(partition -> partition.getValue().stream())
        .mapToLong(record -> (long) record.serializedKeySize() + record.serializedValueSize())
        .sum();
  }

  /** Returns how many of them are ready and have none before them that is not. */
  int ready(Set<TopicPartition> paused, Predicate<ConsumerRecord<byte[], byte[]>> isReady) {
    return held.entrySet().stream()
        .filter(partition -> !paused.contains(partition.getKey()))
        .mapToInt(partition -> (int) partition.getValue().stream().takeWhile(isReady).count())
        .sum();
  }

  void add(ConsumerRecords<byte[], byte[]> polled) {
    for (TopicPartition partition : polled.partitions()) {
      held.computeIfAbsent(partition, key -> new ArrayDeque<>()).addAll(polled.records(partition));
    }
    ends.putAll(polled.nextOffsets());
  }

  /**
   * Takes the ready records of each partition, in order, up to the first that is not ready. The
   * offsets that come with them are those of the records still held, so that a commit never skips a
   * record that was not handed out.
   *
   * @param paused keep theirs, as they would in a consumer: a task that begins anew pauses its
   *     partitions until it knows where, and would get twice what it got meanwhile
   */
  ConsumerRecords<byte[], byte[]> takeReady(
      Set<TopicPartition> paused, Predicate<ConsumerRecord<byte[], byte[]>> isReady) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> taken = new HashMap<>();
    held.forEach(
        (partition, records) -> {
          if (!paused.contains(partition)) {
            List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
            while (!records.isEmpty() && isReady.test(records.getFirst())) {
              first.add(records.removeFirst());
            }
            if (!first.isEmpty()) {
              taken.put(partition, first);
            }
          }
        });
    held.values().removeIf(Deque::isEmpty);
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(ends);
    held.forEach((partition, records) -> next.put(partition, before(records.getFirst())));
    next.keySet().removeAll(paused);
    ends.keySet().removeIf(end -> !held.containsKey(end) && !paused.contains(end));
    return new ConsumerRecords<>(taken, next);
  }

  /** Drops the records of partitions that are read from another offset or instance now. */
  void drop(Collection<TopicPartition> partitions) {
    held.keySet().removeAll(partitions);
    ends.keySet().removeAll(partitions);
  }

  /** Returns the offset of the first record held of a partition, or the given one if none is. */
  long position(TopicPartition partition, long withoutAny) {
    Deque<ConsumerRecord<byte[], byte[]>> records = held.get(partition);
    return records == null ? withoutAny : records.getFirst().offset();
  }

  private static OffsetAndMetadata before(ConsumerRecord<byte[], byte[]> record) {
    return new OffsetAndMetadata(record.offset(), record.leaderEpoch(), "");
  }
}
