package io.shotline.kafka.stream;

import io.shotline.kafka.ahead.TakenImage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * An event that was judged, as an entry of the store: the key is the camera and the slot, the value
 * the event, the offset of its image and the picture.
 *
 * @param picture tells the file from others; {@link TakenImage#NO_PICTURE} in entries of a version
 *     that did not keep it
 */
record JudgedEvent(TextHash camera, int slot, TextHash event, long offset, long picture) {
  /** No window has as many slots. */
  static final int MOST_SLOTS = 100_000;

  private static final int KEY_BYTES = TextHash.BYTES + Integer.BYTES;
  private static final int BARE_VALUE_BYTES = TextHash.BYTES + Long.BYTES;
  private static final int VALUE_BYTES = BARE_VALUE_BYTES + Long.BYTES;

  /** Returns empty for an entry that is not of this form. */
  static Optional<JudgedEvent> read(Bytes key, byte[] value) {
    boolean isBare = value.length == BARE_VALUE_BYTES;
    if (key.get().length != KEY_BYTES || !(isBare || value.length == VALUE_BYTES)) {
      return Optional.empty();
    }
    ByteBuffer keyBytes = ByteBuffer.wrap(key.get());
    ByteBuffer valueBytes = ByteBuffer.wrap(value);
    JudgedEvent read =
        new JudgedEvent(
            TextHash.read(keyBytes),
            keyBytes.getInt(),
            TextHash.read(valueBytes),
            valueBytes.getLong(),
            isBare ? TakenImage.NO_PICTURE : valueBytes.getLong());
    return Optional.of(read).filter(event -> event.slot >= 0 && event.slot < MOST_SLOTS);
  }

  /** Returns whether it was judged by this file; by any if the entry does not say. */
  boolean isOf(long file) {
    return picture == file || picture == TakenImage.NO_PICTURE;
  }

  Bytes key() {
    ByteBuffer bytes = ByteBuffer.allocate(KEY_BYTES);
    camera.write(bytes);
    return Bytes.wrap(bytes.putInt(slot).array());
  }

  byte[] value() {
    ByteBuffer bytes = ByteBuffer.allocate(VALUE_BYTES);
    event.write(bytes);
    return bytes.putLong(offset).putLong(picture).array();
  }
}
