package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a compressed batch that are within the limits and passes over the others. It
 * ends early where the limit of the batch is reached, where too much was passed over, and where the
 * bytes are no records. For one thread.
 */
final class GoodRecords implements Closeable {
  /** Unpacking so much takes some seconds; what lies behind it is given up. */
  private static final long MOST_PASSED_OVER = 1L << 30;

  private final DefaultRecordBatch batch;
  private final InputStream unpacked;
  private final BatchLimits limits;
  private long kept;
  private long passedOver;
  private boolean ended;

  GoodRecords(DefaultRecordBatch batch, InputStream unpacked, BatchLimits limits) {
    this.batch = requireNonNull(batch, "batch");
    this.unpacked = requireNonNull(unpacked, "unpacked");
    this.limits = requireNonNull(limits, "limits");
  }

  /** Whether the next record can be looked at. */
  boolean hasNext() {
    return !ended;
  }

  /** The next record; empty for one that is too large or cannot be read. */
  Optional<Record> next() {
    try {
      return next(ByteUtils.readVarint(unpacked));
    } catch (IOException | RuntimeException e) {
      // Whoever made the batch wrote something else from here on.
      ended = true;
      return Optional.empty();
    }
  }

  private Optional<Record> next(int length) throws IOException {
    if (length < 0 || kept + Math.min(length, limits.recordBytes()) > limits.bytes()) {
      ended = true;
      return Optional.empty();
    }
    if (length > limits.recordBytes()) {
      passedOver += length;
      ended = passedOver > MOST_PASSED_OVER;
      if (!ended) {
        unpacked.skipNBytes(length);
      }
      return Optional.empty();
    }
    kept += length;
    return Optional.of(read(length));
  }

  private Record read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ByteUtils.sizeOfVarint(length) + length);
    ByteUtils.writeVarint(length, bytes);
    if (unpacked.readNBytes(bytes.array(), bytes.position(), length) < length) {
      throw new IOException("the batch ends within a record");
    }
    return DefaultRecord.readFrom(
        bytes.rewind(), batch.baseOffset(), batch.baseTimestamp(), batch.baseSequence(), time());
  }

  private @Nullable Long time() {
    return batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : null;
  }

  @Override
  public void close() {
    try {
      unpacked.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
