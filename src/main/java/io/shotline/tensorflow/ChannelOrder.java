package io.shotline.tensorflow;

/** Which stored sample of a pixel becomes red, green, blue and alpha. */
final class ChannelOrder {
  private ChannelOrder() {}

  /**
   * Returns the index of the stored sample for each of 3 channels, or of 4 with alpha.
   *
   * @param stored samples of a pixel: grey or red, green, blue, and perhaps one more
   * @param alpha whether the last one is alpha
   */
  static int[] of(int stored, boolean alpha) {
    boolean grey = stored < 3;
    if (alpha) {
      return grey ? new int[] {0, 0, 0, 1} : new int[] {0, 1, 2, 3};
    }
    return grey ? new int[] {0, 0, 0} : new int[] {0, 1, 2};
  }
}
