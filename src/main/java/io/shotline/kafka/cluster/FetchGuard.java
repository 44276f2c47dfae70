package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * Keeps a consumer from unpacking more than it has room for. A compressed batch beyond the limits
 * is replaced by those of its records that are within them, and markers at the other offsets.
 * Compressed batches that would take one answer beyond them wait for the next: the consumer asks
 * again for what is missing. Batches that are not compressed are as large as the broker allowed,
 * and passed on as they are.
 */
final class FetchGuard {
  private final BatchLimits limits;
  private final UnpackedBatch unpacked;

  FetchGuard(BatchLimits limits) {
    this.limits = requireNonNull(limits, "limits");
    this.unpacked = new UnpackedBatch(limits);
  }

  /** Checks all batches of an answer; for one thread at a time. */
  void check(FetchResponse response) {
    Answer answer = new Answer();
    for (FetchableTopicResponse topic : response.data().responses()) {
      for (PartitionData partition : topic.partitions()) {
        if (partition.records() instanceof MemoryRecords records) {
          partition.setRecords(new Partition(records, answer).checked());
        }
      }
    }
  }

  /** How much of an answer was unpacked so far. */
  private static final class Answer {
    private long bytes;
    private boolean full;
  }

  private final class Partition {
    private final MemoryRecords records;
    private final Answer answer;
    private final ByteBuffer all;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int copied;

    Partition(MemoryRecords records, Answer answer) {
      this.records = records;
      this.answer = answer;
      this.all = records.buffer();
      this.copied = all.position();
    }

    MemoryRecords checked() {
      int at = copied;
      try {
        for (RecordBatch batch : records.batches()) {
          if (batch.isCompressed() && !batch.isControlBatch() && !take(batch, at)) {
            return cutAt(at);
          }
          at += batch.sizeInBytes();
        }
      } catch (RuntimeException e) {
        // What follows cannot be read. The consumer comes to the same end, and says so.
      }
      return cutAt(all.limit());
    }

    /** Whether this batch, or its markers, belong to this answer. */
    private boolean take(RecordBatch batch, int at) {
      if (answer.full) {
        return false;
      }
      ByteBuffer whole = slice(at, at + batch.sizeInBytes());
      UnpackedBatch.Size size = unpacked.measure(batch, whole);
      answer.full = answer.bytes > 0 && answer.bytes + size.bytes() > limits.bytes();
      // A refusal of what was damaged on its way would hide that.
      if (!answer.full && size.refusal() != null && batch.isValid()) {
        parts.add(slice(copied, at));
        ByteBuffer instead = inPlaceOf(batch, whole, size).buffer();
        parts.add(instead);
        copied = at + batch.sizeInBytes();
        answer.bytes += instead.remaining();
      } else {
        answer.bytes += size.bytes();
      }
      return !answer.full;
    }

    private MemoryRecords inPlaceOf(RecordBatch batch, ByteBuffer whole, UnpackedBatch.Size size) {
      String refusal = requireNonNull(size.refusal(), "the batch is refused");
      if (size.inParts() && batch instanceof DefaultRecordBatch records) {
        return RefusedBatch.goodRecords(records, unpacked.open(batch, whole), refusal, limits);
      }
      return RefusedBatch.markers(batch, refusal, limits.records());
    }

    private MemoryRecords cutAt(int end) {
      if (parts.isEmpty() && end == all.limit()) {
        return records;
      }
      parts.add(slice(copied, Math.max(copied, end)));
      ByteBuffer kept = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
      parts.forEach(kept::put);
      return MemoryRecords.readableRecords(kept.flip());
    }

    private ByteBuffer slice(int from, int to) {
      return all.duplicate().position(from).limit(to).slice();
    }
  }
}
