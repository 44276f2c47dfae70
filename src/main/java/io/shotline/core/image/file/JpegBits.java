package io.shotline.core.image.file;

/** The bits of a scan of a JPEG file, up to the next marker; zeros behind it. */
final class JpegBits {
  private static final int MOST = Long.SIZE - Byte.SIZE;

  private final byte[] file;
  private int at;

  /** The next bits, from the highest on. */
  private long next;

  private int held;

  /** How many of the bits that were ever held are not in the file. */
  private long added;

  /**
   * @param at where the data begins
   */
  JpegBits(byte[] file, int at) {
    this.file = file;
    this.at = at;
  }

  /** Returns whether more bits were taken than the data has. */
  boolean ranOut() {
    return added > held;
  }

  /** Goes on behind the next marker. */
  void restart() {
    at = Math.min(file.length, JpegScans.nextMarker(file, at) + 2);
    next = 0;
    held = 0;
    added = 0;
  }

  /** Takes a code and returns its value; {@link HuffmanCodes#NONE} if there is none. */
  int code(HuffmanCodes codes) {
    fill();
    int found = codes.find((int) (next >>> (Long.SIZE - HuffmanCodes.LONGEST_BITS)));
    if (found == HuffmanCodes.NONE) {
      return found;
    }
    take(found >> Byte.SIZE);
    return found & 0xFF;
  }

  /**
   * Skips bits behind a code.
   *
   * @param bits at most 15
   */
  void skip(int bits) {
    take(bits);
  }

  private void take(int bits) {
    next <<= bits;
    held -= bits;
  }

  /** A code and the bits behind it are 31 at most. */
  private void fill() {
    if (held >= Integer.SIZE) {
      return;
    }
    while (held <= MOST) {
      int level = 0;
      if (at < file.length && file[at] != (byte) 0xFF) {
        level = file[at++] & 0xFF;
      } else if (at + 1 < file.length && file[at + 1] == 0) {
        level = 0xFF;
        at += 2;
      } else {
        added += Byte.SIZE;
      }
      next |= (long) level << (MOST - held);
      held += Byte.SIZE;
    }
  }
}
