package io.shotline.core.image.file;

import java.nio.ByteBuffer;

/**
 * Files of few bytes and few pixels that would still keep their decoder busy for minutes, or fill
 * the memory; found without decoding them.
 */
final class DecoderBomb {
  // Each scan, of 10 bytes if it is empty, makes the decoder go over all pixels again. Encoders
  // write about ten.
  private static final int MAX_SCANS = 100;

  /** Twelve scans of 50 megapixels, some two seconds. */
  private static final long MAX_SCANNED_PIXELS = 600_000_000L;

  private static final int MEGA = 1_000_000;

  // Each, of 8 kB in the file, may unfold to 8 MB that the decoder keeps.
  private static final int MAX_TEXTS = 10;

  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int COMPRESSED_TEXT = 0x7A545874;
  private static final int INTERNATIONAL_TEXT = 0x69545874;

  private DecoderBomb() {}

  /**
   * What is wrong with the file and what to do; empty if nothing is.
   *
   * @param scans of a JPEG
   */
  static String find(ImageHeader header, byte[] file, int scans) {
    return switch (header.format()) {
      case JPEG -> findScans(header, scans);
      case PNG ->
          texts(ByteBuffer.wrap(file)) > MAX_TEXTS
              ? "PNG of more than " + MAX_TEXTS + " compressed texts; save it without them"
              : "";
      case BMP, TIFF -> "";
    };
  }

  private static String findScans(ImageHeader header, int scans) {
    if (scans > MAX_SCANS) {
      return "JPEG of "
          + scans
          + " scans, the limit is "
          + MAX_SCANS
          + "; save it as a baseline JPEG";
    }
    long scanned = scans * header.size().pixels();
    return scanned > MAX_SCANNED_PIXELS
        ? "JPEG of "
            + header.size()
            + " pixels in "
            + scans
            + " scans: decoding goes over "
            + scanned / MEGA
            + " million pixels, the limit is "
            + MAX_SCANNED_PIXELS / MEGA
            + "; save it as a baseline JPEG"
        : "";
  }

  /**
   * Returns how many texts of a PNG may be compressed; one more than the most is enough to know.
   */
  static int texts(ByteBuffer file) {
    int texts = 0;
    // PNG, 5.3: length, type, data, checksum.
    long at = PNG_SIGNATURE_BYTES;
    while (at + 8 <= file.limit() && texts <= MAX_TEXTS) {
      int type = file.getInt((int) at + 4);
      if (type == COMPRESSED_TEXT || type == INTERNATIONAL_TEXT) {
        texts++;
      }
      at += 12 + Integer.toUnsignedLong(file.getInt((int) at));
    }
    return texts;
  }
}
