package io.shotline.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Rejection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Utils;

/** Batches as producers of any kind make them, and what is in them. */
final class Batches {
  static final long TIME = 1_770_000_000_000L;

  private Batches() {}

  static MemoryRecords batch(CompressionType type, long offset, int... sizes) {
    return batch(type, offset, RecordBatch.NO_PRODUCER_ID, false, TimestampType.CREATE_TIME, sizes);
  }

  static MemoryRecords batch(
      CompressionType type,
      long offset,
      long producerId,
      boolean transactional,
      TimestampType timestampType,
      int... sizes) {
    boolean anonymous = producerId == RecordBatch.NO_PRODUCER_ID;
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(64),
            RecordBatch.MAGIC_VALUE_V2,
            Compression.of(type).build(),
            timestampType,
            offset,
            TIME,
            producerId,
            anonymous ? RecordBatch.NO_PRODUCER_EPOCH : 3,
            anonymous ? RecordBatch.NO_SEQUENCE : 4,
            transactional,
            9);
    for (int size : sizes) {
      builder.append(TIME, null, new byte[size]);
    }
    return builder.build();
  }

  static MemoryRecords legacy(int... sizes) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(64),
            RecordBatch.MAGIC_VALUE_V1,
            Compression.gzip().build(),
            TimestampType.CREATE_TIME,
            5);
    for (int size : sizes) {
      builder.append(TIME, null, new byte[size]);
    }
    return builder.build();
  }

  static ByteBuffer compressed(CompressionType type, int size) {
    ByteBuffer batch = batch(type, 0, size, size, size, size).buffer();
    return batch.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD).slice();
  }

  /** A batch whose compressed bytes are given. */
  static MemoryRecords packed(CompressionType type, byte[] bytes, int count) {
    int size = DefaultRecordBatch.RECORD_BATCH_OVERHEAD + bytes.length;
    ByteBuffer batch = ByteBuffer.allocate(size);
    batch.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD).put(bytes).flip();
    DefaultRecordBatch.writeHeader(
        batch,
        5,
        count - 1,
        size,
        RecordBatch.MAGIC_VALUE_V2,
        type,
        TimestampType.CREATE_TIME,
        TIME,
        TIME,
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        false,
        false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH,
        count);
    return MemoryRecords.readableRecords(batch.position(0));
  }

  static MemoryRecords join(MemoryRecords... parts) {
    ByteBuffer joined =
        ByteBuffer.allocate(Stream.of(parts).mapToInt(MemoryRecords::sizeInBytes).sum());
    Stream.of(parts).forEach(part -> joined.put(part.buffer()));
    return MemoryRecords.readableRecords(joined.flip());
  }

  static List<Long> offsets(MemoryRecords records) {
    List<Long> offsets = new ArrayList<>();
    records.records().forEach(record -> offsets.add(record.offset()));
    assertThat(offsets).isSorted();
    return offsets;
  }

  static List<Rejection> refusals(MemoryRecords records) {
    List<Rejection> refusals = new ArrayList<>();
    for (Record record : records.records()) {
      RefusedBatch.rejection(
              Utils.toNullableArray(record.key()),
              Utils.toNullableArray(record.value()),
              new RecordHeaders(record.headers()))
          .ifPresent(refusals::add);
    }
    return refusals;
  }

  static ByteBuffer bytes(MemoryRecords records, int batch) {
    List<RecordBatch> batches = new ArrayList<>();
    records.batches().forEach(batches::add);
    ByteBuffer bytes = ByteBuffer.allocate(batches.get(batch).sizeInBytes());
    batches.get(batch).writeTo(bytes);
    return bytes.flip();
  }
}
