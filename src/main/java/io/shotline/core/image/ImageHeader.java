package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the first bytes of an image file say, read without decoding a pixel, so that a decompression
 * bomb is refused before it costs memory.
 *
 * @param size of the upright image, after its orientation was applied
 * @param orientation by EXIF, 1 to 8: how the stored pixels are turned and mirrored to be upright
 * @param unsupported why this variant cannot be read exactly; empty if it can
 */
public record ImageHeader(Format format, ImageSize size, int orientation, String unsupported) {
  /** The formats read. */
  public enum Format {
    JPEG,
    PNG,
    BMP
  }

  /** The orientation of pixels that are stored as they are to be seen. */
  public static final int UPRIGHT = 1;

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int OS2_HEADER = 12;

  public ImageHeader {
    requireNonNull(format, "format");
    requireNonNull(size, "size");
    requireNonNull(unsupported, "unsupported");
  }

  /** Returns width and height of the pixels as they are stored. */
  public ImageSize storedSize() {
    // 5 to 8 exchange rows and columns.
    return orientation < 5 ? size : size.turned();
  }

  /** The header of a JPEG, PNG or BMP file; empty if the bytes are none of these. */
  public static Optional<ImageHeader> read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length >= 4 && bytes.getShort(0) == (short) 0xFFD8 && file[2] == (byte) 0xFF) {
      return jpeg(bytes);
    }
    if (file.length >= 26 && bytes.getLong(0) == PNG_SIGNATURE && bytes.getInt(12) == IHDR) {
      return header(Format.PNG, bytes.getInt(16), bytes.getInt(20), "");
    }
    if (file.length >= 34 && file[0] == 'B' && file[1] == 'M') {
      return bmp(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
    return Optional.empty();
  }

  /** ITU-T T.81, annex B: walk the marker segments up to the start of the first frame. */
  private static Optional<ImageHeader> jpeg(ByteBuffer bytes) {
    int at = 2;
    while (at + 9 <= bytes.limit() && bytes.get(at) == (byte) 0xFF) {
      int marker = bytes.get(at + 1) & 0xFF;
      if (marker == 0xFF) {
        at++;
      } else if (isStartOfFrame(marker)) {
        int height = bytes.getShort(at + 5) & 0xFFFF;
        int width = bytes.getShort(at + 7) & 0xFFFF;
        return header(Format.JPEG, width, height, "");
      } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        at += 2;
      } else {
        at += 2 + Math.max(2, bytes.getShort(at + 2) & 0xFFFF);
      }
    }
    return Optional.empty();
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static Optional<ImageHeader> bmp(ByteBuffer bytes) {
    if (bytes.getInt(14) == OS2_HEADER) {
      String unsupported = "BMP of OS/2; save it as a Windows BMP or PNG";
      return header(
          Format.BMP, bytes.getShort(18) & 0xFFFF, bytes.getShort(20) & 0xFFFF, unsupported);
    }
    int width = bytes.getInt(18);
    // A negative height means that the rows run from the top.
    int height = Math.abs(bytes.getInt(22));
    int bitsPerPixel = bytes.getShort(28);
    int compression = bytes.getInt(30);
    return header(Format.BMP, width, height, unsupportedBmp(bytes, bitsPerPixel, compression));
  }

  private static String unsupportedBmp(ByteBuffer bytes, int bitsPerPixel, int compression) {
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

  private static Optional<ImageHeader> header(
      Format format, int width, int height, String unsupported) {
    return width < 1 || height < 1
        ? Optional.empty()
        : Optional.of(new ImageHeader(format, new ImageSize(width, height), UPRIGHT, unsupported));
  }
}
