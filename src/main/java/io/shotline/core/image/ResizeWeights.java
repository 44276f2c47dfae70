package io.shotline.core.image;

import java.util.Arrays;

/**
 * The weights of one pass of {@link BicubicResize}, along a row or a column: each output position
 * is a weighted sum of neighbouring input positions. Weights are Pillow's: Keys' kernel (a = -0.5,
 * IEEE ASSP 29, 1981), stretched when shrinking, from positions in double precision, in fixed point
 * of 22 bits.
 */
final class ResizeWeights {
  /** Pillow's PRECISION_BITS for 8-bit images: 32 - 8 - 2. */
  private static final int PRECISION_BITS = 22;

  private static final int HALF = 1 << (PRECISION_BITS - 1);

  /** Of two sums at once, which one multiplication serves. */
  private static final long HALVES = HALF | (long) HALF << 32;

  private final int taps;
  private final int[] first;
  private final int[] count;
  private final int[] weights;

  /** The weights of the kept positions from this one on, of a length that is scaled. */
  ResizeWeights(int length, int scaled, int from, int kept) {
    double scale = (double) length / scaled;
    double stretch = Math.max(scale, 1);
    this.taps = length == scaled ? 1 : Math.min(length, 2 * (int) Math.ceil(2 * stretch) + 1);
    this.first = new int[kept];
    this.count = new int[kept];
    this.weights = new int[kept * taps];
    for (int i = 0; i < kept; i++) {
      if (length == scaled) {
        place(i, from + i, new double[] {1});
        continue;
      }
      double centre = (from + i + 0.5) * scale;
      int begin = (int) Math.max(Math.floor(centre + 0.5 - 2 * stretch), 0);
      int end = (int) Math.min(Math.floor(centre + 0.5 + 2 * stretch), length);
      double[] exact = new double[end - begin];
      for (int tap = 0; tap < exact.length; tap++) {
        exact[tap] = keys((begin + tap - centre + 0.5) / stretch);
      }
      place(i, begin, exact);
    }
  }

  private void place(int i, int begin, double[] exact) {
    first[i] = begin;
    count[i] = exact.length;
    double sum = 0;
    for (double weight : exact) {
      sum += weight;
    }
    for (int tap = 0; tap < exact.length; tap++) {
      weights[i * taps + tap] = fixedPoint(exact[tap] / sum);
    }
  }

  private static double keys(double signed) {
    double x = Math.abs(signed);
    if (x < 1) {
      return (x * 1.5 - 2.5) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }

  /** Halves away from zero. */
  private static int fixedPoint(double weight) {
    double large = weight * (1 << PRECISION_BITS);
    return (int) (Math.floor(Math.abs(large) + 0.5) * Math.signum(large));
  }

  /** Returns how many output positions there are. */
  int kept() {
    return first.length;
  }

  /** Returns the most input positions of an output position. */
  int taps() {
    return taps;
  }

  /** Returns the first input position of an output position. */
  int first(int i) {
    return first[i];
  }

  /** Returns the position after the last one of an output position. */
  int end(int i) {
    return first[i] + count[i];
  }

  /**
   * Makes two lines of levels from two rows of pixels of three channels.
   *
   * @param rows the level of the second row times 2^32 and that of the first
   * @param offset of the input position 0 in the rows
   */
  void narrow3(long[] rows, int offset, int[] line, int[] other) {
    for (int i = 0; i < first.length; i++) {
      int at = offset + 3 * first[i];
      int weight = i * taps;
      long red = HALVES;
      long green = HALVES;
      long blue = HALVES;
      int length = count[i];
      for (int tap = 0; tap < length; tap++) {
        long factor = weights[weight + tap];
        red += factor * rows[at + 3 * tap];
        green += factor * rows[at + 3 * tap + 1];
        blue += factor * rows[at + 3 * tap + 2];
      }
      put(red, line, other, 3 * i);
      put(green, line, other, 3 * i + 1);
      put(blue, line, other, 3 * i + 2);
    }
  }

  /** The same of four channels. */
  void narrow4(long[] rows, int offset, int[] line, int[] other) {
    for (int i = 0; i < first.length; i++) {
      int at = offset + 4 * first[i];
      int weight = i * taps;
      long red = HALVES;
      long green = HALVES;
      long blue = HALVES;
      long alpha = HALVES;
      int length = count[i];
      for (int tap = 0; tap < length; tap++) {
        long factor = weights[weight + tap];
        red += factor * rows[at + 4 * tap];
        green += factor * rows[at + 4 * tap + 1];
        blue += factor * rows[at + 4 * tap + 2];
        alpha += factor * rows[at + 4 * tap + 3];
      }
      put(red, line, other, 4 * i);
      put(green, line, other, 4 * i + 1);
      put(blue, line, other, 4 * i + 2);
      put(alpha, line, other, 4 * i + 3);
    }
  }

  /** Takes the two sums apart; a negative first one has taken 1 from the second. */
  private static void put(long sums, int[] line, int[] other, int at) {
    int sum = (int) sums;
    line[at] = level(sum);
    other[at] = level((int) ((sums - sum) >> 32));
  }

  /**
   * Makes the levels of one output line.
   *
   * @param lines input line n is at n modulo their number
   */
  void flatten(int i, int[][] lines, int[] levels) {
    Arrays.fill(levels, HALF);
    for (int tap = 0; tap < count[i]; tap++) {
      add(weights[i * taps + tap], lines[(first[i] + tap) % lines.length], levels);
    }
    for (int j = 0; j < levels.length; j++) {
      levels[j] = level(levels[j]);
    }
  }

  /** One loop of its own, which the compiler turns into vector instructions. */
  private static void add(int factor, int[] line, int[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * line[j];
    }
  }

  private static int level(int sum) {
    return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }
}
