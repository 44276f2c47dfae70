package io.shotline.kafka.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a batch that must not be unpacked whole. A marker is a record without key and value
 * at the offset of another, whose header says why. So each record of the batch gets a result.
 */
public final class RefusedBatch {
  public static final String HEADER = "shotline-refused";

  /** More than any of our sentences; a sender may set the header, too. */
  private static final int LONGEST = 500;

  private RefusedBatch() {}

  /**
   * Makes the markers.
   *
   * @param why goes on after "a compressed batch ..."
   * @param most one for each record up to so many; beyond, or where the batch has gaps, one for all
   */
  static MemoryRecords markers(RecordBatch batch, String why, int most) {
    long base = base(batch);
    long time = time(batch);
    try (MemoryRecordsBuilder builder = builder(batch, base, time)) {
      addMarkers(
          builder, batch, hasEach(batch, most) ? base : batch.lastOffset(), headers(batch, why));
      return builder.build();
    }
  }

  /**
   * Keeps the records that are within the limits, uncompressed, and makes markers of the others.
   *
   * @param unpacked its records; closed by this
   */
  static MemoryRecords goodRecords(
      DefaultRecordBatch batch, InputStream unpacked, String why, BatchLimits limits) {
    if (!hasEach(batch, limits.records())) {
      return markers(batch, why, limits.records());
    }
    try (MemoryRecordsBuilder builder = builder(batch, batch.baseOffset(), time(batch));
        GoodRecords good = new GoodRecords(batch, unpacked, limits)) {
      Header[] headers = headers(batch, why);
      long offset = batch.baseOffset();
      for (; offset <= batch.lastOffset() && good.hasNext(); offset++) {
        Optional<Record> record = good.next();
        if (record.isPresent()) {
          builder.appendWithOffset(offset, record.get());
        } else {
          addMarker(builder, batch, offset, headers);
        }
      }
      addMarkers(builder, batch, offset, headers);
      return builder.build();
    }
  }

  private static void addMarkers(
      MemoryRecordsBuilder builder, RecordBatch batch, long from, Header[] headers) {
    for (long offset = from; offset <= batch.lastOffset(); offset++) {
      addMarker(builder, batch, offset, headers);
    }
  }

  private static void addMarker(
      MemoryRecordsBuilder builder, RecordBatch batch, long offset, Header[] headers) {
    builder.appendWithOffset(offset, time(batch), (byte[]) null, null, headers);
  }

  private static Header[] headers(RecordBatch batch, String why) {
    String words =
        "a compressed batch of %d bytes, offsets %d to %d, %s; see Limits in docs/threat-model.md"
            .formatted(batch.sizeInBytes(), base(batch), batch.lastOffset(), why);
    return new Header[] {new RecordHeader(HEADER, words.getBytes(UTF_8))};
  }

  /** An old batch does not know where it begins without being unpacked. */
  private static long base(RecordBatch batch) {
    return batch.magic() < RecordBatch.MAGIC_VALUE_V2 ? batch.lastOffset() : batch.baseOffset();
  }

  private static long time(RecordBatch batch) {
    return Math.max(RecordBatch.NO_TIMESTAMP, batch.maxTimestamp());
  }

  /** Whether there is one record at each offset, and not too many. */
  private static boolean hasEach(RecordBatch batch, int most) {
    Integer count = batch.countOrNull();
    return count != null && count <= most && count == batch.lastOffset() - base(batch) + 1;
  }

  /** The producer's fields stay, or a reader of committed records would take an aborted batch. */
  private static MemoryRecordsBuilder builder(RecordBatch batch, long base, long time) {
    boolean appendTime = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    return MemoryRecords.builder(
        ByteBuffer.allocate(1024),
        RecordBatch.CURRENT_MAGIC_VALUE,
        Compression.NONE,
        appendTime ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
        base,
        time,
        batch.producerId(),
        batch.producerEpoch(),
        batch.baseSequence(),
        batch.isTransactional(),
        batch.partitionLeaderEpoch());
  }

  /** Why there is no record to judge; empty if there is one. */
  public static Optional<Rejection> rejection(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    if (key != null || value != null) {
      return Optional.empty();
    }
    Header words = headers.lastHeader(HEADER);
    if (words == null || words.value() == null || words.value().length > LONGEST) {
      return Optional.empty();
    }
    return Optional.of(new Rejection(Reason.TOO_MANY_BYTES, new String(words.value(), UTF_8)));
  }
}
