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
import org.tensorflow.types.TUint8;

/**
 * The MobileNetV2 encoder (Sandler et al., CVPR 2018) with batch normalisation folded into the
 * weights: stem, inverted residual blocks, ReLU6 after all but the projections, TensorFlow's SAME
 * padding. Weights stay in the precision of the file and are widened in the graph, once, when the
 * session folds constants.
 */
final class MobileNetV2Graph {
  private static final Set<Integer> STRIDE_2 = Set.of(1, 3, 6, 13);

  private final Ops tf;
  private final SafetensorsFile weights;

  MobileNetV2Graph(Ops tf, SafetensorsFile weights) {
    this.tf = tf;
    this.weights = weights;
  }

  /**
   * Adds the graph up to a block.
   *
   * @param images uint8 [B, height, width, 3]
   * @param lastBlock 0 to 16
   * @return each block's output [B, h, w, c] by its number
   */
  Map<Integer, Operand<TFloat32>> build(Operand<TUint8> images, int lastBlock) {
    Operand<TFloat32> scaled =
        tf.math.sub(
            tf.math.mul(tf.dtypes.cast(images, TFloat32.class), tf.constant(1 / 127.5f)),
            tf.constant(1f));
    Operand<TFloat32> x = tf.nn.relu6(convolution(scaled, "stem", 2));
    Map<Integer, Operand<TFloat32>> outputs = new TreeMap<>();
    for (int block = 0; block <= lastBlock; block++) {
      x = block(x, block);
      outputs.put(block, x);
    }
    return outputs;
  }

  /** The head's 1 x 1 convolution and ReLU6 on the output of block 16. */
  Operand<TFloat32> head(Operand<TFloat32> lastBlock) {
    return tf.nn.relu6(convolution(lastBlock, "head", 1));
  }

  private Operand<TFloat32> block(Operand<TFloat32> input, int number) {
    String name = "block" + number;
    int stride = STRIDE_2.contains(number) ? 2 : 1;
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
