package io.shotline.kafka.stream;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * An event that was judged, as an entry of the store: the key is the camera and the slot, the value
 * the event and the offset of its image.
 */
record JudgedEvent(TextHash camera, int slot, TextHash event, long offset) {
  /** No window has as many slots. */
  static final int MOST_SLOTS = 100_000;

  private static final int KEY_BYTES = TextHash.BYTES + Integer.BYTES;
  private static final int VALUE_BYTES = TextHash.BYTES + Long.BYTES;

  /** Returns empty for an entry that is not of this form. */
  static Optional<JudgedEvent> read(Bytes key, byte[] value) {
    if (key.get().length != KEY_BYTES || value.length != VALUE_BYTES) {
      return Optional.empty();
    }
    ByteBuffer keyBytes = ByteBuffer.wrap(key.get());
    ByteBuffer valueBytes = ByteBuffer.wrap(value);
    JudgedEvent read =
        new JudgedEvent(
            TextHash.read(keyBytes),
            keyBytes.getInt(),
            TextHash.read(valueBytes),
            valueBytes.getLong());
    return Optional.of(read).filter(event -> event.slot >= 0 && event.slot < MOST_SLOTS);
  }

  Bytes key() {
    ByteBuffer bytes = ByteBuffer.allocate(KEY_BYTES);
    camera.write(bytes);
    return Bytes.wrap(bytes.putInt(slot).array());
  }

  byte[] value() {
    ByteBuffer bytes = ByteBuffer.allocate(VALUE_BYTES);
    event.write(bytes);
    return bytes.putLong(offset).array();
  }
}
