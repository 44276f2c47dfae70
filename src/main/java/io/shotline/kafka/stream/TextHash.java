package io.shotline.kafka.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a text's SHA-256: they stand for a text of any length. */
record TextHash(long high, long low) {
  /** How many bytes {@link #write} writes. */
  static final int BYTES = 2 * Long.BYTES;

  static TextHash of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return read(ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  static TextHash read(ByteBuffer bytes) {
    return new TextHash(bytes.getLong(), bytes.getLong());
  }

  void write(ByteBuffer bytes) {
    bytes.putLong(high).putLong(low);
  }
}
