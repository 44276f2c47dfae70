package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Grid;

/**
 * What the model keeps of one shot, computed once per shot and model version: the L2-normalised
 * patch features of each layer and the adapted class token. Arrays are shared and must not be
 * changed.
 */
public final class ShotFeatures {
  private final Grid grid;
  private final float[][] layers;
  private final float[] token;

  /**
   * @param grid of the patches of every layer
   * @param layers per layer, patches x D_l values, patch by patch
   * @param token E values; none where the model has no class token
   */
  public ShotFeatures(Grid grid, float[][] layers, float[] token) {
    this.grid = requireNonNull(grid, "grid");
    this.layers = requireNonNull(layers, "layers");
    this.token = requireNonNull(token, "token");
  }

  /** Returns how the shot is divided into patches; shots of other shapes have other grids. */
  public Grid grid() {
    return grid;
  }

  public float[] layer(int index) {
    return layers[index];
  }

  public int layerCount() {
    return layers.length;
  }

  public float[] token() {
    return token;
  }

  /** Memory held, for the bound of the cache. */
  public long bytes() {
    long floats = token.length;
    for (float[] layer : layers) {
      floats += layer.length;
    }
    return floats * Float.BYTES;
  }
}
