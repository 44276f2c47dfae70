package io.shotline.convert;

import java.util.List;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** The parts of a vision transformer that all encoders share: from pixels to tokens, and blocks. */
final class VisionGraph {
  /**
   * The dimensions of an encoder.
   *
   * @param grid patches per side of an image
   * @param patch side of a patch in pixels
   * @param leading tokens before those of the patches
   */
  record Dimensions(int grid, int patch, int leading, Tower tower, ImageLevels levels) {
    int tokens() {
      return leading + grid * grid;
    }
  }

  private static final String NAME = "visual.";

  private final Ops tf;
  private final GraphWeights weights;
  private final TransformerGraph transformer;
  private final Dimensions dimensions;
  private final Operand<TInt32> tokens;

  VisionGraph(Ops tf, Layers layers, GraphWeights weights, Dimensions dimensions) {
    this.tf = tf;
    this.weights = weights;
    this.transformer =
        new TransformerGraph(tf, layers, weights, dimensions.tower(), dimensions.tokens());
    this.dimensions = dimensions;
    this.tokens = tf.constant(dimensions.tokens());
  }

  /**
   * Adds the embedding of patches.
   *
   * @param images [B, side, side, 3]
   * @param positions [T, width], with the leading tokens themselves, for which the patches leave
   *     room
   * @return [B * T, width]
   */
  Operand<TFloat32> embedded(Operand<TUint8> images, Supplier<float[]> positions) {
    int width = dimensions.tower().width();
    int patch = dimensions.patch();
    Operand<TFloat32> kernel =
        weights.weight(NAME + "conv1.weight", Shape.of(patch, patch, 3, width), this::convolution);
    Operand<TFloat32> map =
        tf.nn.conv2d(
            normalised(images), kernel, List.of(1L, (long) patch, (long) patch, 1L), "VALID");
    int patches = dimensions.grid() * dimensions.grid();
    Operand<TFloat32> rows = tf.reshape(map, tf.constant(new int[] {-1, patches, width}));
    int[][] room = {{0, 0}, {dimensions.leading(), 0}, {0, 0}};
    Operand<TFloat32> withRoom = tf.pad(rows, tf.constant(room), tf.constant(0f));
    Operand<TFloat32> places =
        weights.weight(
            NAME + "positional_embedding", Shape.of(dimensions.tokens(), width), positions);
    return tf.reshape(tf.math.add(withRoom, places), tf.constant(new int[] {-1, width}));
  }

  /** Adds a block for all tokens, counted from 1. */
  Operand<TFloat32> block(Operand<TFloat32> x, int layer) {
    return transformer.block(x, name(layer), tokens, null);
  }

  /** Adds a block for the first token of each image, which looks at all; [B, width]. */
  Operand<TFloat32> blockOfFirst(Operand<TFloat32> x, int layer) {
    int[] shape = {-1, dimensions.tower().width()};
    return transformer.blockOfOne(
        x, name(layer), tokens, all -> tf.reshape(rows(all, 0, 1), tf.constant(shape)), null);
  }

  /** Adds a layer norm. */
  Operand<TFloat32> norm(Operand<TFloat32> x, String name) {
    return transformer.norm(x, NAME + name);
  }

  /** Returns the tokens of the patches of each image, [B, grid * grid, width]. */
  Operand<TFloat32> patches(Operand<TFloat32> x) {
    return rows(x, dimensions.leading(), dimensions.tokens());
  }

  private static String name(int layer) {
    return NAME + "transformer.resblocks." + (layer - 1) + ".";
  }

  /** (x / 255 - mean) / deviation, as the weights were trained. */
  private Operand<TFloat32> normalised(Operand<TUint8> images) {
    Operand<TFloat32> scaled =
        tf.math.div(tf.dtypes.cast(images, TFloat32.class), tf.constant(255f));
    float[] mean = new float[3];
    float[] deviation = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      mean[channel] = (float) dimensions.levels().mean(channel);
      deviation[channel] = (float) dimensions.levels().deviation(channel);
    }
    return tf.math.div(tf.math.sub(scaled, tf.constant(mean)), tf.constant(deviation));
  }

  /** [width, 3, patch, patch] as [patch, patch, 3, width]. */
  private float[] convolution() {
    float[] stored = weights.source().floats(NAME + "conv1.weight");
    int area = dimensions.patch() * dimensions.patch();
    int width = dimensions.tower().width();
    float[] result = new float[stored.length];
    for (int out = 0; out < width; out++) {
      for (int channel = 0; channel < 3; channel++) {
        for (int pixel = 0; pixel < area; pixel++) {
          result[(pixel * 3 + channel) * width + out] = stored[(out * 3 + channel) * area + pixel];
        }
      }
    }
    return result;
  }

  /** Rows of each image: [B * T, width] to [B, end - first, width]. */
  private Operand<TFloat32> rows(Operand<TFloat32> x, int first, int end) {
    int[] byImage = {-1, dimensions.tokens(), dimensions.tower().width()};
    return tf.stridedSlice(
        tf.reshape(x, tf.constant(byImage)),
        tf.constant(new int[] {0, first}),
        tf.constant(new int[] {0, end}),
        tf.constant(new int[] {1, 1}),
        StridedSlice.beginMask(1L),
        StridedSlice.endMask(1L));
  }
}
