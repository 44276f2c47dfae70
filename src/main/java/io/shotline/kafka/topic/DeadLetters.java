package io.shotline.kafka.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.image.Rejection;
import io.shotline.kafka.cluster.MessageLimits;
import io.shotline.kafka.cluster.RefusedBatch;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.SourceRecord;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The form of a dead letter: key, value and headers as received, and headers of UTF-8 text that say
 * why and from where.
 */
public final class DeadLetters {
  static final String REASON = "reason";
  static final String DETAIL = "detail";
  static final String ORIGIN_TOPIC = "origin-topic";
  static final String ORIGIN_PARTITION = "origin-partition";
  static final String ORIGIN_OFFSET = "origin-offset";

  /** How many bytes were left out, where a record is too large even for the dead letters. */
  static final String OMITTED_BYTES = "omitted-bytes";

  /** Room for our own headers and for what the protocol adds. */
  private static final int RESERVE = 64 << 10;

  private DeadLetters() {}

  public static Record<byte[], byte[]> letter(
      Record<byte[], byte[]> record, SourceRecord source, Rejection rejection, long timestamp) {
    long size = size(record);
    boolean fits = size <= MessageLimits.DEAD_LETTER_BYTES - RESERVE;
    Headers headers = fits ? new RecordHeaders(record.headers().toArray()) : new RecordHeaders();
    // Sent again, the letter would be taken for a refused batch.
    headers.remove(RefusedBatch.HEADER);
    put(headers, REASON, rejection.reason().name());
    put(headers, DETAIL, rejection.detail());
    put(headers, ORIGIN_TOPIC, source.topic());
    put(headers, ORIGIN_PARTITION, Integer.toString(source.partition()));
    put(headers, ORIGIN_OFFSET, Long.toString(source.offset()));
    if (fits) {
      return new Record<>(record.key(), record.value(), timestamp, headers);
    }
    // Sent compressed, a record can pass the limit of its topic and still be far larger than any
    // limit of the dead letters; to fail on it would stop the stream for good.
    put(headers, OMITTED_BYTES, Long.toString(size));
    return new Record<>(null, null, timestamp, headers);
  }

  /** Reads the headers; empty if they are not those of a dead letter. */
  public static Optional<DeadLetterRecord> read(Headers headers) {
    String reason = text(headers, REASON);
    String detail = text(headers, DETAIL);
    String topic = text(headers, ORIGIN_TOPIC);
    String partition = text(headers, ORIGIN_PARTITION);
    String offset = text(headers, ORIGIN_OFFSET);
    if (reason == null || detail == null || topic == null || partition == null || offset == null) {
      return Optional.empty();
    }
    try {
      SourceRecord source =
          new SourceRecord(topic, Integer.parseInt(partition), Long.parseLong(offset));
      return Optional.of(new DeadLetterRecord(source, reason, detail));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long size(Record<byte[], byte[]> record) {
    long size = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += header.key().length() * 3L + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void put(Headers headers, String name, String value) {
    // A dead letter that was sent again and failed again tells of its last journey.
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
