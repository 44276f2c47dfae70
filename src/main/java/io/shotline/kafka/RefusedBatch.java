package io.shotline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.Rejection;
import io.shotline.core.Rejection.Reason;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a batch that must not be unpacked: records without key and value, at the same
 * offsets, whose header says why. So each of its records still gets a result.
 */
final class RefusedBatch {
  static final String HEADER = "shotline-refused";

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
    // An old batch does not know where it begins without being unpacked.
    boolean legacy = batch.magic() < RecordBatch.MAGIC_VALUE_V2;
    long last = batch.lastOffset();
    long base = legacy ? last : batch.baseOffset();
    Integer count = batch.countOrNull();
    boolean each = count != null && count <= most && count == last - base + 1;
    byte[] words =
        "a compressed batch of %d bytes, offsets %d to %d, %s; see Limits in docs/threat-model.md"
            .formatted(batch.sizeInBytes(), base, last, why)
            .getBytes(UTF_8);
    Header[] headers = {new RecordHeader(HEADER, words)};
    long time = Math.max(RecordBatch.NO_TIMESTAMP, batch.maxTimestamp());
    try (MemoryRecordsBuilder builder = builder(batch, base, time)) {
      for (long offset = each ? base : last; offset <= last; offset++) {
        builder.appendWithOffset(offset, time, (byte[]) null, null, headers);
      }
      return builder.build();
    }
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
  static Optional<Rejection> rejection(
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
