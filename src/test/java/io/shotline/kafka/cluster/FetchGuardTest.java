package io.shotline.kafka.cluster;

import static io.shotline.kafka.cluster.Batches.TIME;
import static io.shotline.kafka.cluster.Batches.batch;
import static io.shotline.kafka.cluster.Batches.bytes;
import static io.shotline.kafka.cluster.Batches.join;
import static io.shotline.kafka.cluster.Batches.legacy;
import static io.shotline.kafka.cluster.Batches.offsets;
import static io.shotline.kafka.cluster.Batches.refusals;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.FetchResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FetchGuardTest {
  private static final int RECORD = 10_000;
  private static final int BATCH = 25_000;
  private static final int COUNT = 50;
  private final FetchGuard guard = new FetchGuard(new BatchLimits(RECORD, BATCH, COUNT));

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void shouldPassOnWhatIsWithinTheLimits(CompressionType type) {
    MemoryRecords records = join(batch(type, 5, 9_000, 9_000), batch(type, 7, 20));

    assertThat(checked(records)).containsExactly(records);
  }

  @ParameterizedTest
  @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldPutAMarkerInPlaceOfTooLargeARecordAndKeepTheOthersOfItsBatch(CompressionType type) {
    MemoryRecords before = batch(CompressionType.NONE, 3, 9_000);
    MemoryRecords after = batch(type, 8, 20, 30);

    MemoryRecords mixed = batch(type, 5, 10, RECORD + 1, 11);
    MemoryRecords records = checked(join(before, mixed, after)).get(0);

    assertThat(offsets(records)).containsExactly(3L, 5L, 6L, 7L, 8L, 9L);
    assertThat(refusals(records))
        .singleElement()
        .extracting(Rejection::detail)
        .asString()
        .contains("offsets 5 to 7", "a record of 100", "the limit is 10000");
    assertThat(valueSizes(records)).containsExactly(9_000, 10, -1, 11, 20, 30);
    assertThat(bytes(records, 0)).isEqualTo(bytes(before, 0));
    assertThat(bytes(records, 2)).isEqualTo(bytes(after, 0));
  }

  @ParameterizedTest
  @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldKeepOfManyRecordsAsManyAsThereIsRoomFor(CompressionType type) {
    MemoryRecords records = checked(batch(type, 5, 9_000, 9_000, 9_000)).get(0);

    assertThat(offsets(records)).containsExactly(5L, 6L, 7L);
    assertThat(refusals(records).get(0).detail()).contains("more than 25000 bytes");
    // Snappy says at its beginning that all of it is too large.
    boolean snappy = type == CompressionType.SNAPPY;
    assertThat(valueSizes(records))
        .containsExactly(snappy ? new Integer[] {-1, -1, -1} : new Integer[] {9_000, 9_000, -1});
  }

  @Test
  void shouldMarkAFloodOfTinyRecordsOnce() {
    MemoryRecords records =
        checked(
                join(
                    batch(CompressionType.ZSTD, 5, new int[COUNT + 1]),
                    batch(CompressionType.ZSTD, 56, 7)))
            .get(0);

    assertThat(offsets(records)).containsExactly(55L, 56L);
    assertThat(refusals(records))
        .singleElement()
        .extracting(Rejection::detail)
        .asString()
        .contains("offsets 5 to 55", "51 records", "the limit is 50");
    assertThat(records.batches().iterator().next().nextOffset()).isEqualTo(56);
  }

  @Test
  void shouldKeepWhatReadersOfCommittedRecordsAskFor() {
    for (boolean transactional : new boolean[] {true, false}) {
      MemoryRecords refused =
          batch(
              CompressionType.GZIP, 70, 11L, transactional, TimestampType.CREATE_TIME, RECORD + 1);

      RecordBatch batch = checked(refused).get(0).batches().iterator().next();

      batch.ensureValid();
      assertThat(batch.producerId()).isEqualTo(11);
      assertThat(batch.producerEpoch()).isEqualTo((short) 3);
      assertThat(batch.baseSequence()).isEqualTo(4);
      assertThat(batch.isTransactional()).isEqualTo(transactional);
      assertThat(batch.isControlBatch()).isFalse();
      assertThat(batch.partitionLeaderEpoch()).isEqualTo(9);
      assertThat(batch.maxTimestamp()).isEqualTo(TIME);
      assertThat(batch.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    }
  }

  @Test
  void shouldKeepTheTimeOfTheBroker() {
    MemoryRecords refused =
        batch(
            CompressionType.LZ4,
            70,
            RecordBatch.NO_PRODUCER_ID,
            false,
            TimestampType.LOG_APPEND_TIME,
            RECORD + 1);

    RecordBatch batch = checked(refused).get(0).batches().iterator().next();

    assertThat(batch.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    assertThat(batch.iterator().next().timestamp()).isEqualTo(TIME);
  }

  /** What the disk or the network damaged must not end as a dead letter of its sender. */
  @Test
  void shouldLeaveADamagedBatchToKafka() {
    MemoryRecords damaged = batch(CompressionType.GZIP, 5, RECORD + 1);
    damaged.buffer().put(DefaultRecordBatch.RECORD_BATCH_OVERHEAD + 20, (byte) 99);

    assertThat(checked(damaged)).containsExactly(damaged);
  }

  @Test
  void shouldMeasureBatchesOfOldProducers() {
    MemoryRecords fine = legacy(9_000, 9_000);

    assertThat(checked(fine)).containsExactly(fine);
    assertThat(offsets(checked(legacy(10, RECORD + 1)).get(0))).containsExactly(6L);
    assertThat(refusals(checked(legacy(9_000, 9_000, 9_000)).get(0))).hasSize(1);
    assertThat(refusals(checked(legacy(new int[COUNT + 1])).get(0))).hasSize(1);
  }

  @Test
  void shouldTakeNoOtherRecordForAMarker() {
    MemoryRecords marked = checked(batch(CompressionType.GZIP, 5, RECORD + 1)).get(0);
    var headers = new RecordHeaders(marked.records().iterator().next().headers());

    assertThat(RefusedBatch.rejection(null, null, headers)).isPresent();
    assertThat(RefusedBatch.rejection(null, new byte[0], headers)).isEmpty();
    assertThat(RefusedBatch.rejection(new byte[1], null, headers)).isEmpty();
    assertThat(RefusedBatch.rejection(null, null, new RecordHeaders())).isEmpty();
    headers.add(RefusedBatch.HEADER, new byte[1 << 20]);
    assertThat(RefusedBatch.rejection(null, null, headers)).isEmpty();
  }

  /** Of each record the bytes of its value, -1 for none. */
  private static List<Integer> valueSizes(MemoryRecords records) {
    List<Integer> sizes = new ArrayList<>();
    records.records().forEach(record -> sizes.add(record.valueSize()));
    return sizes;
  }

  private List<MemoryRecords> checked(MemoryRecords... partitions) {
    FetchableTopicResponse topic = new FetchableTopicResponse();
    for (MemoryRecords records : partitions) {
      topic.partitions().add(new PartitionData().setRecords(records));
    }
    guard.check(FetchResponse.of(new FetchResponseData().setResponses(List.of(topic))));
    return topic.partitions().stream().map(data -> (MemoryRecords) data.records()).toList();
  }
}
