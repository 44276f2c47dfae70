package io.shotline.core.image.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks a JPEG file from its first scan to the end of its image by its markers, which cannot occur
 * within compressed data (ITU-T T.81, B.1.1.5). Follows the segments between scans as the decoder
 * does: a thumbnail or a second image has scans of its own. Counts the scans, and notes the first
 * marker that is missing or out of place: a piece of the pixels was lost there.
 */
final class JpegScans {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int FIRST_RESTART = 0xD0;
  private static final int RESTARTS = 8;

  private final byte[] file;
  private final JpegFrame frame;
  private int scans;
  private int restartInterval;

  /** Restart markers of the scan so far; none are expected between scans. */
  private int restarts;

  private boolean inScan;
  private String damage = "";

  private JpegScans(byte[] file, JpegFrame frame) {
    this.file = file;
    this.frame = frame;
    this.restartInterval = frame.restartInterval();
  }

  /** Walks a file that has this frame. */
  static FileBody read(byte[] file, JpegFrame frame) {
    return new JpegScans(file, frame).walk();
  }

  private FileBody walk() {
    int at = beginScan(frame.scan());
    while (true) {
      int next = nextMarker(file, at);
      if (next + 1 >= file.length) {
        damaged("the end is missing", file.length);
        return new FileBody(scans, file.length, damage);
      }
      requireNothingBetween(at, next);
      int marker = file[next + 1] & 0xFF;
      at = next + 2;
      if (isRestart(marker)) {
        restart(marker, next);
        continue;
      }
      endScan(next);
      switch (marker) {
        case JpegHeader.END_OF_IMAGE -> {
          return new FileBody(scans, at, damage);
        }
        case JpegHeader.START_OF_SCAN -> at = beginScan(at);
        default -> at = segment(marker, at);
      }
    }
  }

  /** Returns where the data of a scan begins, whose segment begins here. */
  private int beginScan(int at) {
    scans++;
    restarts = 0;
    inScan = true;
    return afterSegment(at);
  }

  private static boolean isRestart(int marker) {
    return marker >= FIRST_RESTART && marker < FIRST_RESTART + RESTARTS;
  }

  private void restart(int marker, int at) {
    if (!inScan || restartInterval == 0 || marker != FIRST_RESTART + restarts % RESTARTS) {
      damaged("a restart marker is out of order", at);
    }
    restarts++;
  }

  /** A scan of all components has a known number of restarts; encoders may write one at its end. */
  private void endScan(int at) {
    boolean known = inScan && scans == 1 && frame.scanned() == frame.samplings().size();
    if (known && restartInterval > 0) {
      long expected = (frame.units() - 1) / restartInterval;
      if (restarts != expected && restarts != expected + 1) {
        damaged(restarts + " restart markers, but its pixels take " + expected, at);
      }
    }
    inScan = false;
  }

  private int segment(int marker, int at) {
    if (!JpegHeader.mayFollowScan(marker)) {
      damaged("a marker that has no place among its pixels", at - 2);
    }
    if (marker == JpegHeader.RESTART_INTERVAL && at + 4 <= file.length) {
      restartInterval = ((file[at + 2] & 0xFF) << Byte.SIZE) | (file[at + 3] & 0xFF);
    }
    return JpegHeader.hasSegment(marker) ? afterSegment(at) : at;
  }

  /** Between segments there are fill bytes alone. */
  private void requireNothingBetween(int from, int to) {
    for (int i = from; !inScan && i < to; i++) {
      if (file[i] != (byte) 0xFF) {
        damaged("bytes outside of its segments", i);
        return;
      }
    }
  }

  private void damaged(String found, int at) {
    if (damage.isEmpty()) {
      damage = FileDoubt.lostPart(found + ", at byte " + at);
    }
  }

  private int afterSegment(int at) {
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
  static int nextMarker(byte[] file, int from) {
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
