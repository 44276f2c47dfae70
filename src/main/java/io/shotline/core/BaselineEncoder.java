package io.shotline.core;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Port to a runtime other than the model's own: a vision transformer as published, all blocks for
 * all tokens, to measure a model's speed against. Used by one thread at a time.
 */
public interface BaselineEncoder extends AutoCloseable {
  /**
   * The features of each image: E values of it as a whole or, where the tower has no projection,
   * its normed tokens one behind the other, T * width values.
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
   * @param leading tokens before those of the patches
   * @param width values of a token
   * @param hidden values in the middle of a block's MLP
   * @param embedDim E, values of an image feature; 0 where the tokens are the features
   * @param epsilon of layer norms
   */
  record Dimensions(
      int grid,
      int patch,
      int leading,
      int width,
      int blocks,
      int heads,
      int hidden,
      int embedDim,
      float epsilon) {
    public Dimensions {
      if (grid < 1 || patch < 1 || leading < 1 || blocks < 1 || hidden < 1 || embedDim < 0) {
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

    /** Leading tokens and patches. */
    public int tokens() {
      return leading + grid * grid;
    }
  }
}
