package io.shotline.core.image.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the scans of a JPEG file by its markers, which cannot occur within compressed data (ITU-T
 * T.81, B.1.1.5). Follows the segments between scans as the decoder does, up to the end of the
 * image: a thumbnail or a second image has scans of its own.
 */
final class JpegScans {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegScans() {}

  /**
   * Returns how many scans begin, the first one included.
   *
   * @param from where the first scan's segment begins, behind its marker
   */
  static int count(byte[] file, int from) {
    int scans = 1;
    int at = afterSegment(file, from);
    while (true) {
      at = nextMarker(file, at);
      if (at + 1 >= file.length) {
        return scans;
      }
      int marker = file[at + 1] & 0xFF;
      if (marker == END_OF_IMAGE) {
        return scans;
      }
      if (marker == START_OF_SCAN) {
        scans++;
      }
      at = JpegHeader.hasSegment(marker) ? afterSegment(file, at + 2) : at + 2;
    }
  }

  private static int afterSegment(byte[] file, int at) {
    if (at + 2 > file.length) {
      return file.length;
    }
    int length = ((file[at] & 0xFF) << Byte.SIZE) | (file[at + 1] & 0xFF);
    return at + Math.max(2, length);
  }

  /**
   * Returns where the next marker begins; at least the last byte if there is none. Every byte of
   * every image passes here, so eight at a time are asked whether a marker can begin among them.
   */
  private static int nextMarker(byte[] file, int from) {
    int at = from;
    while (at + 1 < file.length) {
      if (at + Long.BYTES <= file.length) {
        // 0xFF is 0 now; what follows is 0 unless one of the bytes is.
        long inverted = ~(long) EIGHT_BYTES.get(file, at);
        if (((inverted - LOW_BITS) & ~inverted & HIGH_BITS) == 0) {
          at += Long.BYTES;
          continue;
        }
      }
      int end = Math.min(at + Long.BYTES, file.length - 1);
      for (; at < end; at++) {
        if (file[at] == (byte) 0xFF && file[at + 1] != 0 && file[at + 1] != (byte) 0xFF) {
          return at;
        }
      }
    }
    return at;
  }
}
