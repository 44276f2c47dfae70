package io.shotline.core.image.file;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a PNG file up to its end, since orientation and depth may come after the
 * pixels.
 */
final class PngHeader {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int LEAST_BYTES = 26;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;
  private static final int SIGNIFICANT_BITS = 0x73424954;
  private static final int EXIF = 0x65584966;
  // Length, type and checksum.
  private static final int CHUNK_BYTES = 12;

  private final ByteBuffer bytes;
  private int orientation = ImageHeader.UPRIGHT;
  private @Nullable Integer significantBits;

  private PngHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static boolean begins(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    return file.length >= LEAST_BYTES && bytes.getLong(0) == SIGNATURE && bytes.getInt(12) == IHDR;
  }

  /** Reads a file that begins as a PNG file does. */
  static Optional<ImageHeader> read(byte[] file) {
    return new PngHeader(ByteBuffer.wrap(file)).read();
  }

  private Optional<ImageHeader> read() {
    int depth = bytes.get(24);
    int channels = channels(bytes.get(25));
    readChunks();
    boolean known = significantBits != null && significantBits >= 1 && significantBits <= depth;
    StoredSamples samples = new StoredSamples(depth, channels, known ? significantBits : null);
    return ImageHeader.of(Format.PNG, bytes.getInt(16), bytes.getInt(20), orientation, samples, "");
  }

  /** PNG, 11.2.1: grey, RGB, palette, grey with alpha, RGB with alpha. */
  private static int channels(int colourType) {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  private void readChunks() {
    long at = Long.BYTES;
    while (at + CHUNK_BYTES <= bytes.limit()) {
      long length = Integer.toUnsignedLong(bytes.getInt((int) at));
      int type = bytes.getInt((int) at + 4);
      if (type == IEND) {
        return;
      }
      if (at + CHUNK_BYTES + length <= bytes.limit()) {
        readChunk(type, (int) at + 8, (int) length);
      }
      at += CHUNK_BYTES + length;
    }
  }

  private void readChunk(int type, int at, int length) {
    if (type == EXIF) {
      orientation = Exif.orientation(bytes.slice(at, length));
    } else if (type == SIGNIFICANT_BITS && length > 0) {
      int most = 0;
      for (int i = at; i < at + Math.min(length, 3); i++) {
        most = Math.max(most, bytes.get(i));
      }
      significantBits = most;
    }
  }
}
