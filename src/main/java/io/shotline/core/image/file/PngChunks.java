package io.shotline.core.image.file;

import java.nio.ByteBuffer;

/**
 * What the chunks of a PNG file tell beside its header.
 *
 * @param frames of an animation (APNG); 1 if it is none
 * @param end where the file's image ends; behind the file if that is missing
 */
record PngChunks(long frames, long end) {
  private static final int IEND = 0x49454E44;
  private static final int ANIMATION = 0x6163544C;
  // Length, type and checksum.
  private static final int CHUNK_BYTES = 12;

  /** Reads the chunks of a file that begins as a PNG file does. */
  static PngChunks of(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    long frames = 1;
    long at = Long.BYTES;
    int type = 0;
    while (type != IEND && at + CHUNK_BYTES <= file.length) {
      type = bytes.getInt((int) at + 4);
      if (type == ANIMATION && at + CHUNK_BYTES + 4 <= file.length) {
        frames = Integer.toUnsignedLong(bytes.getInt((int) at + 8));
      }
      at += CHUNK_BYTES + Integer.toUnsignedLong(bytes.getInt((int) at));
    }
    return new PngChunks(frames, at);
  }
}
