package io.shotline.core.image.file;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the headers of BMP files of Windows, and of OS/2 to refuse them. */
final class BmpHeader {
  private static final int LEAST_BYTES = 34;
  private static final int OS2_HEADER = 12;

  private BmpHeader() {}

  static boolean begins(byte[] file) {
    return file.length >= LEAST_BYTES && file[0] == 'B' && file[1] == 'M';
  }

  /** Reads a file that begins as a BMP file does. */
  static Optional<ImageHeader> read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(14) == OS2_HEADER) {
      int width = Short.toUnsignedInt(bytes.getShort(18));
      int height = Short.toUnsignedInt(bytes.getShort(20));
      return header(width, height, 24, "BMP of OS/2; save it as a Windows BMP or PNG");
    }
    int width = bytes.getInt(18);
    // A negative height means that the rows run from the top.
    int height = Math.abs(bytes.getInt(22));
    int bitsPerPixel = bytes.getShort(28);
    int compression = bytes.getInt(30);
    return header(width, height, bitsPerPixel, unsupported(bytes, bitsPerPixel, compression));
  }

  private static Optional<ImageHeader> header(
      int width, int height, int bitsPerPixel, String unsupported) {
    StoredSamples samples = bitsPerPixel <= 8 ? StoredSamples.GREY : StoredSamples.RGB;
    return ImageHeader.of(Format.BMP, width, height, ImageHeader.UPRIGHT, samples, unsupported);
  }

  private static String unsupported(ByteBuffer bytes, int bitsPerPixel, int compression) {
    if (compression != 0) {
      return "BMP with compression " + compression + "; save it uncompressed or as PNG";
    }
    if (bitsPerPixel == 24 || bitsPerPixel == 32 || (bitsPerPixel == 8 && hasGreyPalette(bytes))) {
      return "";
    }
    return "BMP of " + bitsPerPixel + " bits per pixel with a palette; save it as PNG";
  }

  /**
   * Whether entry i of the palette is the grey of level i, so that pixels can be read as levels.
   */
  private static boolean hasGreyPalette(ByteBuffer bytes) {
    int palette = 14 + bytes.getInt(14);
    if (palette < 14 || palette + 4L * 256 > bytes.limit()) {
      return false;
    }
    for (int level = 0; level < 256; level++) {
      int grey = level | level << 8 | level << 16;
      if ((bytes.getInt(palette + 4 * level) & 0xFFFFFF) != grey) {
        return false;
      }
    }
    return true;
  }
}
