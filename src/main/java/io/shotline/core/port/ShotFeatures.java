package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Grid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model keeps of one shot, computed once per shot and model version: the L2-normalised
 * patch features of each layer and the adapted class token; and those of its second look, where it
 * takes one. Arrays are shared and must not be changed.
 */
public final class ShotFeatures {
  private final Grid grid;
  private final float[][] layers;
  private final float[] token;
  private final @Nullable ShotFeatures second;
  private final double weight;

  /**
   * Makes the features of one look.
   *
   * @param grid of the patches of every layer
   * @param layers per layer, patches x D_l values, patch by patch
   * @param token E values; none where the model has no class token
   */
  public ShotFeatures(Grid grid, float[][] layers, float[] token) {
    this(grid, layers, token, null, 0);
  }

  private ShotFeatures(
      Grid grid, float[][] layers, float[] token, @Nullable ShotFeatures second, double weight) {
    this.grid = requireNonNull(grid, "grid");
    this.layers = requireNonNull(layers, "layers");
    this.token = requireNonNull(token, "token");
    this.second = second;
    this.weight = weight;
  }

  /**
   * Returns the features with those of a second look.
   *
   * @param closerWeight how much the second look counts beside the first, above 0
   */
  public ShotFeatures with(ShotFeatures closer, double closerWeight) {
    return new ShotFeatures(grid, layers, token, closer, closerWeight);
  }

  /** Returns the features of the first look alone. */
  public ShotFeatures first() {
    return second == null ? this : new ShotFeatures(grid, layers, token);
  }

  /** Returns the features of the second look; empty where none is taken. */
  public Optional<ShotFeatures> second() {
    return Optional.ofNullable(second);
  }

  /** Returns how much the second look counts beside the first; 0 where none is taken. */
  public double weight() {
    return weight;
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
    return floats * Float.BYTES + (second == null ? 0 : second.bytes());
  }
}
