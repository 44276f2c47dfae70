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

  private final int taps;
  private final int[] first;
  private final int[] count;
  private final int[] weights;

  /** The weights of the kept positions from this one on, of a length that is scaled. */
  ResizeWeights(int length, int scaled, int from, int kept) {
    double scale = (double) length / scaled;
    double stretch = Math.max(scale, 1);
    this.taps = Math.min(length, 2 * (int) Math.ceil(2 * stretch) + 1);
    this.first = new int[kept];
    this.count = new int[kept];
    this.weights = new int[kept * taps];
    double[] exact = new double[taps];
    for (int i = 0; i < kept; i++) {
      double centre = (from + i + 0.5) * scale;
      int begin = (int) Math.max(Math.floor(centre + 0.5 - 2 * stretch), 0);
      int end = (int) Math.min(Math.floor(centre + 0.5 + 2 * stretch), length);
      double sum = 0;
      for (int tap = 0; tap < end - begin; tap++) {
        exact[tap] = keys((begin + tap - centre + 0.5) / stretch);
        sum += exact[tap];
      }
      place(i, begin, end - begin, exact, sum);
    }
  }

  /** Positions of weight 0 at either end are left out. */
  private void place(int i, int begin, int length, double[] exact, double sum) {
    int[] fixed = new int[length];
    for (int tap = 0; tap < length; tap++) {
      fixed[tap] = fixedPoint(exact[tap] / sum);
    }
    int from = 0;
    int to = length;
    while (from < to - 1 && fixed[from] == 0) {
      from++;
    }
    while (to > from + 1 && fixed[to - 1] == 0) {
      to--;
    }
    first[i] = begin + from;
    count[i] = to - from;
    System.arraycopy(fixed, from, weights, i * taps, to - from);
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
   * Makes a line of levels from a row of pixels of three channels.
   *
   * @param offset of the input position 0 in the row
   */
  void narrow3(byte[] row, int offset, int[] line) {
    for (int i = 0; i < first.length; i++) {
      int at = offset + 3 * first[i];
      int weight = i * taps;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int length = count[i];
      for (int tap = 0; tap < length; tap++) {
        int factor = weights[weight + tap];
        red += factor * (row[at + 3 * tap] & 0xFF);
        green += factor * (row[at + 3 * tap + 1] & 0xFF);
        blue += factor * (row[at + 3 * tap + 2] & 0xFF);
      }
      line[3 * i] = level(red);
      line[3 * i + 1] = level(green);
      line[3 * i + 2] = level(blue);
    }
  }

  /** The same of four channels. */
  void narrow4(byte[] row, int offset, int[] line) {
    for (int i = 0; i < first.length; i++) {
      int at = offset + 4 * first[i];
      int weight = i * taps;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int alpha = HALF;
      int length = count[i];
      for (int tap = 0; tap < length; tap++) {
        int factor = weights[weight + tap];
        red += factor * (row[at + 4 * tap] & 0xFF);
        green += factor * (row[at + 4 * tap + 1] & 0xFF);
        blue += factor * (row[at + 4 * tap + 2] & 0xFF);
        alpha += factor * (row[at + 4 * tap + 3] & 0xFF);
      }
      line[4 * i] = level(red);
      line[4 * i + 1] = level(green);
      line[4 * i + 2] = level(blue);
      line[4 * i + 3] = level(alpha);
    }
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
