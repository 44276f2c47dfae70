package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

/**
 * What the model knows of a product by its name alone: the directions of its normal and of its
 * anomalous look, computed once per product and model version. The array is shared and must not be
 * changed.
 */
public final class TextFeatures {
  /** Of a model without a text prior. */
  public static final TextFeatures NONE = new TextFeatures(new float[0]);

  private final float[] values;

  /**
   * @param values t_n, then t_a: 2 x E values, or none
   */
  public TextFeatures(float[] values) {
    this.values = requireNonNull(values, "values");
  }

  public float[] values() {
    return values;
  }

  /** Memory held, for the bound of the cache. */
  public long bytes() {
    return (long) values.length * Float.BYTES;
  }
}
