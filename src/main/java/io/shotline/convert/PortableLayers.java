package io.shotline.convert;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Layers of TensorFlow's public operations, for any device. */
final class PortableLayers implements Layers {
  private final Ops tf;
  private final float epsilon;

  PortableLayers(Ops tf, float epsilon) {
    this.tf = tf;
    this.epsilon = epsilon;
  }

  @Override
  public Operand<TFloat32> linear(
      Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
    return tf.nn.biasAdd(tf.linalg.matMul(x, weight), bias);
  }

  @Override
  public Operand<TFloat32> linearGelu(
      Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
    Operand<TFloat32> v = linear(x, weight, bias);
    Operand<TFloat32> erf = tf.math.erf(tf.math.mul(v, tf.constant((float) Math.sqrt(0.5))));
    return tf.math.mul(tf.math.mul(tf.constant(0.5f), v), tf.math.add(tf.constant(1f), erf));
  }

  @Override
  public Operand<TFloat32> linearAdd(
      Operand<TFloat32> x,
      Operand<TFloat32> weight,
      Operand<TFloat32> bias,
      Operand<TFloat32> residual) {
    return tf.math.add(linear(x, weight, bias), residual);
  }

  @Override
  public Operand<TFloat32> softmax(Operand<TFloat32> x) {
    return tf.nn.softmax(x);
  }

  /** A GPU would wait for each of them. */
  @Override
  public int headsAtOnce(int heads, int tokens) {
    return heads;
  }

  @Override
  public Operand<TFloat32> layerNorm(
      Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift) {
    // Centred before it is squared, and written so that TensorFlow's optimiser does not take it for
    // a layer norm: the kernel that it would put in its place has another epsilon, 1e-3.
    Operand<TFloat32> centred = tf.math.sub(x, mean(x));
    Operand<TFloat32> variance = mean(tf.math.mul(centred, centred));
    Operand<TFloat32> deviation = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon)));
    return tf.math.add(tf.math.mul(tf.math.mul(centred, deviation), scale), shift);
  }

  private Operand<TFloat32> mean(Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(1), Mean.keepDims(true));
  }
}
