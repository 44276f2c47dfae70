package io.shotline.kafka.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
  private static final TopicPartition A = new TopicPartition("images", 0);
  private static final TopicPartition B = new TopicPartition("images", 1);

  private static final Predicate<ConsumerRecord<byte[], byte[]>> ALL = record -> true;

  private final HeldRecords held = new HeldRecords();

  @Test
  void shouldHandOutWhatIsReadyAndCommitUpToTheFirstThatIsNot() {
    held.add(polled(Map.of(A, List.of(5L, 6L, 9L), B, List.of(70L)), Map.of(A, 12L, B, 71L)));
    Set<Long> ready = new HashSet<>(Set.of(5L, 9L, 70L));

    assertThat(held.ready(Set.of(), record -> ready.contains(record.offset()))).isEqualTo(2);
    assertThat(held.ready(Set.of(B), record -> ready.contains(record.offset()))).isEqualTo(1);
    ConsumerRecords<byte[], byte[]> first = take(ready);
    ConsumerRecords<byte[], byte[]> second = take(ready);
    ready.add(6L);
    ConsumerRecords<byte[], byte[]> third = take(ready);

    assertThat(offsets(first, A)).containsExactly(5L);
    assertThat(offsets(first, B)).containsExactly(70L);
    assertThat(next(first)).isEqualTo(Map.of(A, 6L, B, 71L));
    assertThat(second.isEmpty()).isTrue();
    assertThat(next(second)).isEqualTo(Map.of(A, 6L));
    assertThat(offsets(third, A)).containsExactly(6L, 9L);
    assertThat(next(third)).isEqualTo(Map.of(A, 12L));
    assertThat(held.count(Set.of())).isZero();
    assertThat(take(ready).isEmpty()).isTrue();
  }

  @Test
  void shouldPassOnThatAPositionMovedWithoutRecords() {
    held.add(polled(Map.of(), Map.of(A, 12L)));

    assertThat(next(held.takeReady(Set.of(), ALL))).isEqualTo(Map.of(A, 12L));
    assertThat(next(held.takeReady(Set.of(), ALL))).isEmpty();
  }

  @Test
  void shouldForgetWhatIsReadFromElsewhere() {
    held.add(polled(Map.of(A, List.of(5L, 6L), B, List.of(70L)), Map.of(A, 7L, B, 71L)));

    held.drop(List.of(A));

    assertThat(held.count(Set.of())).isEqualTo(1);
    assertThat(held.position(A, 33)).isEqualTo(33);
    assertThat(held.position(B, 71)).isEqualTo(70);
    ConsumerRecords<byte[], byte[]> rest = held.takeReady(Set.of(), ALL);
    assertThat(rest.partitions()).containsExactly(B);
    assertThat(next(rest)).isEqualTo(Map.of(B, 71L));
  }

  @Test
  void shouldKeepWhatIsPaused() {
    held.add(polled(Map.of(A, List.of(5L, 6L), B, List.of(70L)), Map.of(A, 7L, B, 71L)));

    ConsumerRecords<byte[], byte[]> others = held.takeReady(Set.of(A), ALL);

    assertThat(others.partitions()).containsExactly(B);
    assertThat(next(others)).isEqualTo(Map.of(B, 71L));
    assertThat(held.count(Set.of(A))).isZero();
    ConsumerRecords<byte[], byte[]> resumed = held.takeReady(Set.of(), ALL);
    assertThat(offsets(resumed, A)).containsExactly(5L, 6L);
    assertThat(next(resumed)).isEqualTo(Map.of(A, 7L));
  }

  @Test
  void shouldCountTheBytesOfWhatIsNotPaused() {
    ConsumerRecord<byte[], byte[]> large =
        new ConsumerRecord<>(
            A.topic(),
            A.partition(),
            5,
            0,
            TimestampType.CREATE_TIME,
            3,
            400,
            new byte[3],
            new byte[400],
            new RecordHeaders(),
            Optional.empty());
    held.add(new ConsumerRecords<>(Map.of(A, List.of(large, large)), Map.of()));

    assertThat(held.bytes(Set.of(B))).isEqualTo(806);
    assertThat(held.bytes(Set.of(A))).isZero();
  }

  @Property
  void shouldHandOutEverythingInOrderAndNeverCommitBeyondIt(
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 5) Integer> polls,
      @ForAll @Size(max = 30) Set<@LongRange(min = 0, max = 30) Long> late) {
    List<Long> sent = new ArrayList<>();
    List<Long> got = new ArrayList<>();
    long offset = 0;
    for (int count : polls) {
      List<Long> some = LongStream.range(offset, offset + count).boxed().toList();
      offset += count;
      sent.addAll(some);
      held.add(polled(some.isEmpty() ? Map.of() : Map.of(A, some), Map.of(A, offset)));
      take(got, record -> !late.contains(record.offset()));
      late.remove((long) got.size());
    }
    take(got, ALL);

    assertThat(got).isEqualTo(sent);
    assertThat(held.count(Set.of())).isZero();
  }

  private void take(List<Long> got, Predicate<ConsumerRecord<byte[], byte[]>> isReady) {
    ConsumerRecords<byte[], byte[]> records = held.takeReady(Set.of(), isReady);
    got.addAll(offsets(records, A));
    next(records).values().forEach(next -> assertThat(next).isEqualTo(got.size()));
  }

  private ConsumerRecords<byte[], byte[]> take(Set<Long> ready) {
    return held.takeReady(Set.of(), record -> ready.contains(record.offset()));
  }

  private static ConsumerRecords<byte[], byte[]> polled(
      Map<TopicPartition, List<Long>> offsets, Map<TopicPartition, Long> next) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    offsets.forEach(
        (partition, some) ->
            records.put(
                partition, some.stream().map(offset -> record(partition, offset)).toList()));
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    next.forEach((partition, offset) -> ends.put(partition, new OffsetAndMetadata(offset)));
    return new ConsumerRecords<>(records, ends);
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offset, new byte[1], new byte[2]);
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    return records.records(partition).stream().map(ConsumerRecord::offset).toList();
  }

  private static Map<TopicPartition, Long> next(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    records.nextOffsets().forEach((partition, next) -> offsets.put(partition, next.offset()));
    return offsets;
  }
}
