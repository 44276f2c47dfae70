package io.shotline.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.shotline.core.image.EncodedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conversions of single fields. */
final class Fields {
  /** Of an id in characters. Ids are copied into keys and results, which must stay small. */
  static final int MAX_ID_LENGTH = 1024;

  /** What protobuf's Timestamp allows: the years 1 to 9999. */
  private static final long MIN_SECONDS = -62_135_596_800L;

  private static final long MAX_SECONDS = 253_402_300_799L;

  /** What protobuf's Duration allows: about 10 000 years. */
  private static final long MAX_DURATION_SECONDS = 315_576_000_000L;

  private static final int MAX_NANOS = 999_999_999;

  private Fields() {}

  static String productId(String value) throws MalformedMessageException {
    String id = required(value, "product_id");
    if (id.indexOf('/') >= 0) {
      throw new MalformedMessageException(
          "product_id must not contain '/', which " + shortened(id) + " does");
    }
    return id;
  }

  static String required(String value, String field) throws MalformedMessageException {
    if (value.isEmpty()) {
      throw new MalformedMessageException(
          field + " is missing; let the sender set it, as proto/shotline/v1 says");
    }
    return id(value, field);
  }

  static String id(String value, String field) throws MalformedMessageException {
    if (value.length() > MAX_ID_LENGTH) {
      throw new MalformedMessageException(
          field
              + " has "
              + value.length()
              + " characters, the limit is "
              + MAX_ID_LENGTH
              + "; shorten it");
    }
    return value;
  }

  /** For a message to a person: what is foreign may be long. */
  static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "...";
  }

  static String text(byte @Nullable [] utf8) {
    return utf8 == null ? "" : new String(utf8, StandardCharsets.UTF_8);
  }

  static EncodedImage image(ByteString bytes) {
    return new EncodedImage(bytes.toByteArray());
  }

  static ByteString image(EncodedImage image) {
    return UnsafeByteOperations.unsafeWrap(image.bytes());
  }

  /** What a message says, or else the record that carries it. */
  static Instant instant(boolean present, Timestamp time, Instant otherwise, String field)
      throws MalformedMessageException {
    return present ? instant(time, field) : instant(timestamp(otherwise), "the record's timestamp");
  }

  static Instant instant(Timestamp time, String field) throws MalformedMessageException {
    long seconds = time.getSeconds();
    int nanos = time.getNanos();
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS || nanos < 0 || nanos > MAX_NANOS) {
      throw new MalformedMessageException(
          field + " is not a time in the years 1 to 9999: " + seconds + " s and " + nanos + " ns");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static java.time.Duration duration(Duration time, String field) throws MalformedMessageException {
    long seconds = time.getSeconds();
    int nanos = time.getNanos();
    if (seconds < 0 || seconds > MAX_DURATION_SECONDS || nanos < 0 || nanos > MAX_NANOS) {
      throw new MalformedMessageException(
          field + " must be 0 or more, not " + seconds + " s and " + nanos + " ns");
    }
    return java.time.Duration.ofSeconds(seconds, nanos);
  }

  static Duration duration(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }
}
