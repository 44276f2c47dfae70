package io.shotline.convert;

import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * InCTRL's adapter A and its heads H and H_ref as they score (model.md, score steps 2 and 4): batch
 * normalisation with running statistics comes behind a ReLU and before a linear layer, so it is
 * folded into that layer's weights, in double precision.
 */
final class HeadGraph {
  private final Ops tf;
  private final GraphWeights weights;

  HeadGraph(Ops tf, GraphWeights weights) {
    this.tf = tf;
    this.weights = weights;
  }

  /** relu(W2 relu(W1 v)), [B, E]. */
  Operand<TFloat32> adapter(Operand<TFloat32> tokens) {
    Operand<TFloat32> hidden =
        tf.nn.relu(tf.linalg.matMul(tokens, weights.transposed("adapter.fc.0.weight")));
    return tf.nn.relu(tf.linalg.matMul(hidden, weights.transposed("adapter.fc.2.weight")));
  }

  /**
   * A head.
   *
   * @param name diff_head or diff_head_ref
   * @param input [B, inputs]
   * @return [B], 0 to 1
   */
  Operand<TFloat32> head(String name, Operand<TFloat32> input) {
    Operand<TFloat32> first =
        tf.nn.relu(
            tf.nn.biasAdd(
                tf.linalg.matMul(input, weights.transposed(name + ".projection1.weight")),
                weights.stored(name + ".projection1.bias")));
    int middle = InctrlWeights.HEAD_SECOND;
    Operand<TFloat32> second =
        tf.nn.relu(after(first, name, "bn2", "projection2", InctrlWeights.HEAD_FIRST, middle));
    Operand<TFloat32> logit = after(second, name, "bn3", "projection3", middle, 1);
    return tf.math.sigmoid(tf.reshape(logit, tf.constant(new int[] {-1})));
  }

  private Operand<TFloat32> after(
      Operand<TFloat32> x, String head, String norm, String layer, int inputs, int outputs) {
    Supplier<double[]> scale = () -> scale(head + "." + norm);
    String name = head + "." + layer;
    Operand<TFloat32> weight =
        weights.weight(
            name + ".weight",
            Shape.of(inputs, outputs),
            () -> scaledRows(name, scale.get(), outputs));
    Operand<TFloat32> bias =
        weights.weight(
            name + ".bias", Shape.of(outputs), () -> bias(name, head + "." + norm, scale.get()));
    return tf.nn.biasAdd(tf.linalg.matMul(x, weight), bias);
  }

  private double[] scale(String norm) {
    float[] gain = weights.source().floats(norm + ".weight");
    float[] variance = weights.source().floats(norm + ".running_var");
    double[] scale = new double[gain.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = gain[i] / Math.sqrt(variance[i] + (double) ClipConfig.EPSILON);
    }
    return scale;
  }

  private float[] scaledRows(String layer, double[] scale, int outputs) {
    float[] stored = weights.source().floats(layer + ".weight");
    float[] result = new float[stored.length];
    for (int in = 0; in < scale.length; in++) {
      for (int out = 0; out < outputs; out++) {
        result[in * outputs + out] = (float) (stored[out * scale.length + in] * scale[in]);
      }
    }
    return result;
  }

  private float[] bias(String layer, String norm, double[] scale) {
    float[] stored = weights.source().floats(layer + ".weight");
    float[] bias = weights.source().floats(layer + ".bias");
    float[] mean = weights.source().floats(norm + ".running_mean");
    float[] shift = weights.source().floats(norm + ".bias");
    for (int out = 0; out < bias.length; out++) {
      double sum = bias[out];
      for (int in = 0; in < scale.length; in++) {
        sum += stored[out * scale.length + in] * (shift[in] - mean[in] * scale[in]);
      }
      bias[out] = (float) sum;
    }
    return bias;
  }
}
