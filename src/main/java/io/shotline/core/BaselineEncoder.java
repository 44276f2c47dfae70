package io.shotline.core;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Port to a runtime other than the model's own: CLIP's vision tower as published, all blocks for
 * all tokens, to measure a model's speed against. Used by one thread at a time.
 */
public interface BaselineEncoder extends AutoCloseable {
  /**
   * The image features, [B][E], not normalised.
   *
   * @param images a direct buffer of [B, 3, side, side] normalised values, which stays as it is
   */
  float[][] encode(FloatBuffer images);

  @Override
  void close();

  /** Where an encoder comes from; found by {@link java.util.ServiceLoader}. */
  interface Provider {
    /** The runtime and its version. */
    String runtime();

    /**
     * An encoder of random weights, which is the caller's to close.
     *
     * @param threads of one operation; 0 takes all processors
     * @throws IOException if the weights cannot be written to the temporary folder
     */
    BaselineEncoder open(Dimensions dimensions, int threads) throws IOException;
  }

  /**
   * What a tower is made of.
   *
   * @param grid patches per side of an image
   * @param patch side of a patch in pixels
   * @param width values of a token
   * @param hidden values in the middle of a block's MLP
   * @param embedDim E, values of an image feature
   */
  record Dimensions(
      int grid, int patch, int width, int blocks, int heads, int hidden, int embedDim) {
    public Dimensions {
      if (grid < 1 || patch < 1 || blocks < 1 || hidden < 1 || embedDim < 1) {
        throw new IllegalArgumentException("a tower without patches, blocks or values");
      }
      if (heads < 1 || width < heads || width % heads != 0) {
        throw new IllegalArgumentException(heads + " heads do not divide tokens of " + width);
      }
    }

    /** Side of an image in pixels. */
    public int side() {
      return grid * patch;
    }

    /** Patches and the class token. */
    public int tokens() {
      return grid * grid + 1;
    }
  }
}
