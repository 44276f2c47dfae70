package io.shotline.core.image.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Files of few bytes and few pixels that would still keep their decoder busy for minutes, or fill
 * the memory; found without decoding them.
 */
final class DecoderBomb {
  // Each scan, of 10 bytes if it is empty, makes the decoder go over all pixels again: 5 ms at 50
  // megapixels, hours for a file of 16 MB. Encoders write about ten.
  private static final int MAX_SCANS = 100;

  // Each, of 8 kB in the file, may unfold to 8 MB that the decoder keeps.
  private static final int MAX_TEXTS = 10;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final int JPEG_SCAN = 0xFFDA;
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int COMPRESSED_TEXT = 0x7A545874;
  private static final int INTERNATIONAL_TEXT = 0x69545874;

  private DecoderBomb() {}

  /** What is wrong with the file and what to do; empty if nothing is. */
  static String find(ImageHeader.Format format, byte[] file) {
    return switch (format) {
      case JPEG ->
          hasTooManyScans(file)
              ? "JPEG of more than " + MAX_SCANS + " scans; save it as a baseline JPEG"
              : "";
      case PNG ->
          hasTooManyTexts(ByteBuffer.wrap(file))
              ? "PNG of more than " + MAX_TEXTS + " compressed texts; save it without them"
              : "";
      case BMP, TIFF -> "";
    };
  }

  /**
   * ITU-T T.81, B.1.1.5: within compressed data a marker cannot occur. Every byte of every image
   * passes here, so eight at a time are asked whether a marker can begin among them.
   */
  private static boolean hasTooManyScans(byte[] file) {
    int scans = 0;
    int at = 0;
    for (; at + Long.BYTES < file.length && scans <= MAX_SCANS; at += Long.BYTES) {
      // 0xFF is 0 now; what follows is 0 unless one of the bytes is.
      long inverted = ~(long) EIGHT_BYTES.get(file, at);
      if (((inverted - LOW_BITS) & ~inverted & HIGH_BITS) != 0) {
        scans += scans(file, at, at + Long.BYTES);
      }
    }
    return scans + scans(file, at, file.length - 1) > MAX_SCANS;
  }

  /** How many begin from one index to before another one. */
  private static int scans(byte[] file, int from, int to) {
    int scans = 0;
    for (int i = from; i < to; i++) {
      if (file[i] == (byte) (JPEG_SCAN >> 8) && file[i + 1] == (byte) JPEG_SCAN) {
        scans++;
      }
    }
    return scans;
  }

  /** PNG, 5.3: length, type, data, checksum. */
  private static boolean hasTooManyTexts(ByteBuffer file) {
    int texts = 0;
    long at = PNG_SIGNATURE_BYTES;
    while (at + 8 <= file.limit() && texts <= MAX_TEXTS) {
      int type = file.getInt((int) at + 4);
      if (type == COMPRESSED_TEXT || type == INTERNATIONAL_TEXT) {
        texts++;
      }
      at += 12 + Integer.toUnsignedLong(file.getInt((int) at));
    }
    return texts > MAX_TEXTS;
  }
}
