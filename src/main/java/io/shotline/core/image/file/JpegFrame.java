package io.shotline.core.image.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the frame header of a JPEG file and the header of its first scan say (ITU-T T.81, B.2.2 and
 * B.2.3).
 *
 * @param marker low byte of its start-of-frame marker
 * @param samplings of each component: horizontal factor * 16 + vertical factor
 * @param scan where the first scan's segment begins, behind its marker; the file's end if there is
 *     none
 * @param scanned components of the first scan; 0 if there is none
 * @param restartInterval units between two restart markers of the first scan; 0 if it has none
 */
record JpegFrame(
    int marker,
    int precision,
    int width,
    int height,
    List<Integer> samplings,
    int scan,
    int scanned,
    int restartInterval) {
  private static final int BLOCK = 8;
  private static final int COEFFICIENT_BYTES = 2;
  private static final int MOST_SAMPLING = 4;

  JpegFrame {
    samplings = List.copyOf(samplings);
  }

  /**
   * Reads the headers.
   *
   * @param frame where the frame's segment begins, behind its marker, with 8 bytes at least
   * @param scan where the first scan's segment begins, or the file's end
   */
  static JpegFrame read(ByteBuffer bytes, int marker, int frame, int scan, int restartInterval) {
    List<Integer> samplings = new ArrayList<>();
    int components = Byte.toUnsignedInt(bytes.get(frame + 7));
    for (int i = 0; i < components && frame + 9 + 3 * i < bytes.limit(); i++) {
      samplings.add(Byte.toUnsignedInt(bytes.get(frame + 9 + 3 * i)));
    }
    return new JpegFrame(
        marker,
        Byte.toUnsignedInt(bytes.get(frame + 2)),
        Short.toUnsignedInt(bytes.getShort(frame + 5)),
        Short.toUnsignedInt(bytes.getShort(frame + 3)),
        samplings,
        scan,
        scan + 2 < bytes.limit() ? Byte.toUnsignedInt(bytes.get(scan + 2)) : 0,
        restartInterval);
  }

  boolean isLossless() {
    return marker == 0xC3 || marker == 0xC7 || marker == 0xCB || marker == 0xCF;
  }

  boolean isProgressive() {
    return marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE;
  }

  /**
   * Returns the bytes of all coefficients, which a decoder keeps until the last scan where the
   * first one does not tell all; 0 if it does.
   */
  long coefficientBytes() {
    if (!isProgressive() && scanned >= samplings.size()) {
      return 0;
    }
    long blocks = samplings.stream().mapToLong(s -> (long) across(s) * down(s)).sum();
    return unitsOfAll() * blocks * BLOCK * BLOCK * COEFFICIENT_BYTES;
  }

  /**
   * Returns the units that a scan of all components has (ITU-T T.81, A.2), which restart intervals
   * count; of one component alone these are its blocks.
   */
  long units() {
    return samplings.size() == 1 ? up(width, BLOCK) * up(height, BLOCK) : unitsOfAll();
  }

  /** Returns how many blocks of a component are in such a unit. */
  int blocks(int component) {
    int sampling = samplings.get(component);
    return samplings.size() == 1 ? 1 : across(sampling) * down(sampling);
  }

  /** In whole units of all components, as libjpeg rounds them up. */
  private long unitsOfAll() {
    int across = samplings.stream().mapToInt(JpegFrame::across).max().orElse(1);
    int down = samplings.stream().mapToInt(JpegFrame::down).max().orElse(1);
    return up(width, across * BLOCK) * up(height, down * BLOCK);
  }

  private static int across(int sampling) {
    return Math.max(1, Math.min(MOST_SAMPLING, sampling >> 4));
  }

  private static int down(int sampling) {
    return Math.max(1, Math.min(MOST_SAMPLING, sampling & 15));
  }

  private static long up(long length, int of) {
    return (length + of - 1) / of;
  }
}
