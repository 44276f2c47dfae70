package io.shotline.convert;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The layers of a transformer that a device may have kernels of its own for. Vectors are rows: x is
 * [N, in], weights [in, out], biases [out].
 */
interface Layers {
  /** Behind the names of the signatures that only x86 processors have kernels for. */
  String ONE_DNN = "_onednn";

  /**
   * Returns the kernels of a set of signatures.
   *
   * @param signatures empty for any device, {@link #ONE_DNN} for x86 processors
   * @param epsilon that layer norms add to the variance
   */
  static Layers of(Ops tf, String signatures, float epsilon) {
    return signatures.isEmpty() ? new PortableLayers(tf, epsilon) : new OneDnnLayers(tf, epsilon);
  }

  /** x w + b. */
  Operand<TFloat32> linear(Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias);

  /** gelu(x w + b), the exact one: gelu(v) = v / 2 * (1 + erf(v / sqrt(2))). */
  Operand<TFloat32> linearGelu(
      Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias);

  /** residual + x w + b. */
  Operand<TFloat32> linearAdd(
      Operand<TFloat32> x,
      Operand<TFloat32> weight,
      Operand<TFloat32> bias,
      Operand<TFloat32> residual);

  /** exp(x) over its sum, along the last axis of x of any number of axes. */
  Operand<TFloat32> softmax(Operand<TFloat32> x);

  /**
   * Returns how many heads of an attention are done at once: all of them, or 1.
   *
   * @param tokens of an item, which looks at as many
   */
  int headsAtOnce(int heads, int tokens);

  /** (x - mean) / sqrt(variance + epsilon) * scale + shift, over each row. */
  Operand<TFloat32> layerNorm(
      Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift);
}
