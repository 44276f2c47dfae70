package io.shotline.core.image.file;

import java.util.Arrays;

/** The codes of one Huffman table of a JPEG file (ITU-T T.81, annex C). */
final class HuffmanCodes {
  /** Codes of so many bits are looked up at once. */
  static final int SHORT_BITS = 9;

  static final int LONGEST_BITS = 16;

  /** What is returned where no code begins. */
  static final int NONE = -1;

  private final byte[] values;
  private final int[] firsts = new int[LONGEST_BITS + 1];
  private final int[] counts = new int[LONGEST_BITS + 1];
  private final int[] indexes = new int[LONGEST_BITS + 1];

  /** Length of the code * 256 + its value, by the next bits; 0 where the code is longer. */
  private final int[] shortCodes = new int[1 << SHORT_BITS];

  /**
   * @param at where the 16 counts of codes begin, with the values behind them; all in the file
   */
  HuffmanCodes(byte[] file, int at) {
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= LONGEST_BITS; bits++) {
      firsts[bits] = code;
      counts[bits] = file[at + bits - 1] & 0xFF;
      indexes[bits] = index;
      index += counts[bits];
      code = (code + counts[bits]) << 1;
    }
    values = Arrays.copyOfRange(file, at + LONGEST_BITS, at + LONGEST_BITS + index);
    for (int bits = 1; bits <= SHORT_BITS; bits++) {
      for (int i = 0; i < counts[bits]; i++) {
        int from = (firsts[bits] + i) << (SHORT_BITS - bits);
        int to = Math.min(shortCodes.length, from + (1 << (SHORT_BITS - bits)));
        int value = values[indexes[bits] + i] & 0xFF;
        Arrays.fill(shortCodes, Math.min(from, to), to, (bits << Byte.SIZE) | value);
      }
    }
  }

  /** Returns how many bytes the table takes that begins here with its counts. */
  static int length(byte[] file, int at) {
    int length = LONGEST_BITS;
    for (int i = at; i < at + LONGEST_BITS; i++) {
      length += file[i] & 0xFF;
    }
    return length;
  }

  /**
   * Returns the length of the next code * 256 + its value; {@link #NONE} if there is none.
   *
   * @param next the next 16 bits
   */
  int find(int next) {
    int known = shortCodes[next >>> (LONGEST_BITS - SHORT_BITS)];
    if (known != 0) {
      return known;
    }
    for (int bits = SHORT_BITS + 1; bits <= LONGEST_BITS; bits++) {
      int place = (next >>> (LONGEST_BITS - bits)) - firsts[bits];
      if (place >= 0 && place < counts[bits]) {
        return (bits << Byte.SIZE) | (values[indexes[bits] + place] & 0xFF);
      }
    }
    return NONE;
  }
}
