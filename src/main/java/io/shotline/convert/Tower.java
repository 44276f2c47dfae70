package io.shotline.convert;

import io.shotline.convert.checkpoint.CheckpointException;

/**
 * The dimensions of one transformer.
 *
 * @param hidden values in the middle of a block's MLP
 * @param epsilon that layer norms add to the variance
 */
record Tower(int width, int layers, int heads, int hidden, float epsilon) {
  /** Values per head where nothing says otherwise; so in all published models. */
  static final int HEAD_WIDTH = 64;

  Tower {
    if (width < 1 || layers < 1 || heads < 1 || hidden < 1 || width % heads != 0) {
      throw new CheckpointException(
          "a transformer of width "
              + width
              + ", "
              + layers
              + " layers, "
              + heads
              + " heads and "
              + hidden
              + " hidden values; give them with --dimensions FILE");
    }
  }

  int headWidth() {
    return width / heads;
  }
}
