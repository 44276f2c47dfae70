package io.shotline.convert;

import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.convert.checkpoint.StoredTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/**
 * Encoders of a stem and inverted residual blocks (Sandler et al., CVPR 2018) with batch
 * normalisation folded into the weights: ReLU6 after all but the projections, TensorFlow's SAME
 * padding, kernels of the size of their weights. Weights stay in the precision of the file; those
 * in half precision are widened in the graph, once, when the session folds constants.
 */
final class InvertedResidualGraph {
  private final Ops tf;
  private final SafetensorsFile weights;
  private final Set<Integer> stride2;

  /**
   * @param stride2 the blocks that halve the sides
   */
  InvertedResidualGraph(Ops tf, SafetensorsFile weights, Set<Integer> stride2) {
    this.tf = tf;
    this.weights = weights;
    this.stride2 = stride2;
  }

  /**
   * Adds the graph up to a block.
   *
   * @param scaled pixels as the encoder takes them, [B, height, width, 3]
   * @param lastBlock counted from 0
   * @return each block's output [B, h, w, c] by its number
   */
  Map<Integer, Operand<TFloat32>> build(Operand<TFloat32> scaled, int lastBlock) {
    Operand<TFloat32> x = tf.nn.relu6(convolution(scaled, "stem", 2));
    Map<Integer, Operand<TFloat32>> outputs = new TreeMap<>();
    for (int block = 0; block <= lastBlock; block++) {
      x = block(x, block);
      outputs.put(block, x);
    }
    return outputs;
  }

  private Operand<TFloat32> block(Operand<TFloat32> input, int number) {
    String name = "block" + number;
    int stride = stride2.contains(number) ? 2 : 1;
    Operand<TFloat32> expanded =
        number == 0 ? input : tf.nn.relu6(convolution(input, name + ".expand", 1));
    Operand<TFloat32> filtered = tf.nn.relu6(depthwise(expanded, name + ".depthwise", stride));
    Operand<TFloat32> projected = convolution(filtered, name + ".project", 1);
    long channels = shape(name + ".project.bias")[0];
    boolean residual = stride == 1 && number > 0 && channels == inputChannels(name);
    return residual ? tf.math.add(input, projected) : projected;
  }

  private long inputChannels(String block) {
    return shape(block + ".expand.weight")[2];
  }

  private long[] shape(String tensor) {
    return weights.tensor(tensor).shape();
  }

  private Operand<TFloat32> convolution(Operand<TFloat32> x, String name, long stride) {
    return tf.nn.biasAdd(
        tf.nn.conv2d(x, weight(name + ".weight"), List.of(1L, stride, stride, 1L), "SAME"),
        weight(name + ".bias"));
  }

  private Operand<TFloat32> depthwise(Operand<TFloat32> x, String name, long stride) {
    return tf.nn.biasAdd(
        tf.nn.depthwiseConv2dNative(
            x, weight(name + ".weight"), List.of(1L, stride, stride, 1L), "SAME"),
        weight(name + ".bias"));
  }

  private Operand<TFloat32> weight(String name) {
    StoredTensor stored = weights.tensor(name);
    Ops named = tf.withName(name.replace('.', '_'));
    Shape shape = Shape.of(stored.shape());
    if (stored.type() == StoredTensor.Type.F16) {
      return tf.dtypes.cast(
          named.constant(TFloat16.class, shape, DataBuffers.of(stored.bytes())), TFloat32.class);
    }
    return named.constant(shape, DataBuffers.of(stored.floats()));
  }
}
