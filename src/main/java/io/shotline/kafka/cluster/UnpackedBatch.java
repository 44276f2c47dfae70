package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a compressed batch unpacks to. Nothing of it is kept, and nothing is unpacked
 * beyond the limits. For one thread at a time.
 */
final class UnpackedBatch {
  /** Before each record in a batch of Kafka before 0.11: its offset and its length. */
  private static final int LEGACY_OVERHEAD = Long.BYTES + Integer.BYTES;

  private final BatchLimits limits;
  private final BufferSupplier buffers = BufferSupplier.create();

  /**
   * What was found.
   *
   * @param bytes that were unpacked to find it
   * @param refusal why the batch must not be unpacked whole; null if it may
   * @param inParts whether records of a refused batch can be read one by one
   */
  record Size(long bytes, @Nullable String refusal, boolean inParts) {}

  UnpackedBatch(BatchLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * Measures a batch.
   *
   * @param whole its bytes
   */
  Size measure(RecordBatch batch, ByteBuffer whole) {
    Integer count = batch.countOrNull();
    if (count != null && count > limits.records()) {
      return new Size(0, tooMany(count), false);
    }
    Reading reading = new Reading();
    try {
      if (claimsTooMuch(batch, packed(batch, whole))) {
        return new Size(0, tooLarge(), false);
      }
      String refusal = reading.all(batch, whole);
      return new Size(reading.bytes, refusal, count != null);
    } catch (IOException | IllegalArgumentException e) {
      String why = "cannot be unpacked as " + batch.compressionType() + ": " + e.getMessage();
      return new Size(reading.bytes, why, false);
    }
  }

  /**
   * Unpacks a batch as it is read. The caller closes it before it measures or opens another.
   *
   * @param whole its bytes
   */
  InputStream open(RecordBatch batch, ByteBuffer whole) {
    return Compression.of(batch.compressionType())
        .build()
        .wrapForInput(packed(batch, whole), batch.magic(), buffers);
  }

  private static ByteBuffer packed(RecordBatch batch, ByteBuffer whole) {
    return batch instanceof Record legacy
        ? requireNonNull(legacy.value(), "a compressed batch has a value")
        : whole.duplicate().position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD).slice();
  }

  private boolean claimsTooMuch(RecordBatch batch, ByteBuffer packed) throws IOException {
    return batch.compressionType() == CompressionType.SNAPPY
        && SnappyBlocks.claimedBytes(packed.duplicate()) > limits.bytes();
  }

  private String tooMany(int count) {
    return "holds " + count + " records or more; the limit is " + limits.records();
  }

  private String tooLarge() {
    return "unpacks to more than " + limits.bytes() + " bytes";
  }

  private final class Reading {
    private long bytes;

    @Nullable String all(RecordBatch batch, ByteBuffer whole) throws IOException {
      Integer count = batch.countOrNull();
      try (InputStream in = open(batch, whole)) {
        return count == null ? legacy(in) : records(in, count);
      }
    }

    private @Nullable String records(InputStream in, int count) throws IOException {
      String refusal = null;
      for (int i = 0; i < count && refusal == null; i++) {
        refusal = skip(in, ByteUtils.readVarint(in));
        // The least that a length takes.
        bytes++;
      }
      return refusal;
    }

    /** Until the end, since such a batch does not say how many records it holds. */
    private @Nullable String legacy(InputStream packed) throws IOException {
      DataInputStream in = new DataInputStream(packed);
      int count = 0;
      // The offset is never negative, so its first byte is -1 only where there is none.
      while (in.read() >= 0) {
        if (++count > limits.records()) {
          return tooMany(count);
        }
        in.skipNBytes(Long.BYTES - 1);
        String refusal = skip(in, in.readInt());
        if (refusal != null) {
          return refusal;
        }
        bytes += LEGACY_OVERHEAD;
      }
      return null;
    }

    /** Passes over a record, unless it is too large; its length may be more than is there. */
    private @Nullable String skip(InputStream in, int length) throws IOException {
      if (length < 0) {
        throw new IOException("a record of " + length + " bytes");
      }
      if (length > limits.recordBytes()) {
        return "holds a record of " + length + " bytes; the limit is " + limits.recordBytes();
      }
      if (bytes + length > limits.bytes()) {
        return tooLarge();
      }
      in.skipNBytes(length);
      bytes += length;
      return null;
    }
  }
}
