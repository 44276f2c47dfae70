package io.shotline.core;

import static java.util.Objects.requireNonNull;

/**
 * What the model keeps of one shot, computed once per shot and model version: the L2-normalised
 * patch features of each layer and the adapted class token. Arrays are shared and must not be
 * changed.
 */
public final class ShotFeatures {
  private final float[][] layers;
  private final float[] token;

  /**
   * @param layers per layer, patches x D_l values, patch by patch
   * @param token E values; none where the model has no class token
   */
  public ShotFeatures(float[][] layers, float[] token) {
    this.layers = requireNonNull(layers, "layers");
    this.token = requireNonNull(token, "token");
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
