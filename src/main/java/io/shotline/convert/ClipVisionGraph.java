package io.shotline.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * CLIP's vision tower, from pixels to patch tokens of some layers and the class token. Only the
 * class position leaves the last block, so nothing else of it is computed.
 */
final class ClipVisionGraph {
  /**
   * @param patches per layer asked for [B, grid * grid, width], not normalised
   * @param classToken f_c [B, E], not normalised
   */
  record Features(List<Operand<TFloat32>> patches, Operand<TFloat32> classToken) {}

  private static final String NAME = "visual.";

  private final Ops tf;
  private final ClipConfig config;
  private final GraphWeights weights;
  private final TransformerGraph transformer;

  ClipVisionGraph(Ops tf, Layers layers, GraphWeights weights, ClipConfig config) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.transformer = new TransformerGraph(tf, layers, weights, config.vision());
  }

  /**
   * Adds the tower.
   *
   * @param images [B, side, side, 3]
   * @param layers whose patch tokens are wanted, counted from 1
   */
  Features build(Operand<TUint8> images, List<Integer> layers) {
    int width = config.vision().width();
    Operand<TFloat32> x =
        transformer.norm(
            tf.reshape(embedded(images), tf.constant(new int[] {-1, width})), NAME + "ln_pre");
    Operand<TInt32> tokens = tf.constant(config.tokens());
    List<Operand<TFloat32>> patches = new ArrayList<>();
    int last = config.vision().layers();
    for (int layer = 1; layer < last; layer++) {
      x = transformer.block(x, block(layer), tokens, null);
      if (layers.contains(layer)) {
        patches.add(rows(x, 1, config.tokens()));
      }
    }
    Operand<TFloat32> token =
        transformer.blockOfOne(x, block(last), tokens, all -> firstRow(all, width), null);
    Operand<TFloat32> normed = transformer.norm(token, NAME + "ln_post");
    return new Features(patches, tf.linalg.matMul(normed, weights.stored(NAME + "proj")));
  }

  private static String block(int layer) {
    return NAME + "transformer.resblocks." + (layer - 1) + ".";
  }

  /** Class and patch embeddings with their positions, [B, T, width]. */
  private Operand<TFloat32> embedded(Operand<TUint8> images) {
    int width = config.vision().width();
    int patch = config.patch();
    Operand<TFloat32> kernel =
        weights.weight(NAME + "conv1.weight", Shape.of(patch, patch, 3, width), this::convolution);
    Operand<TFloat32> map =
        tf.nn.conv2d(
            normalised(images), kernel, List.of(1L, (long) patch, (long) patch, 1L), "VALID");
    Operand<TFloat32> patches =
        tf.reshape(map, tf.constant(new int[] {-1, config.tokens() - 1, width}));
    Operand<TFloat32> withRoom =
        tf.pad(patches, tf.constant(new int[][] {{0, 0}, {1, 0}, {0, 0}}), tf.constant(0f));
    Operand<TFloat32> positions =
        weights.weight(
            NAME + "positional_embedding", Shape.of(config.tokens(), width), this::positions);
    return tf.math.add(withRoom, positions);
  }

  /** (x / 255 - mean) / deviation, as the weights were trained. */
  private Operand<TFloat32> normalised(Operand<TUint8> images) {
    Operand<TFloat32> scaled =
        tf.math.div(tf.dtypes.cast(images, TFloat32.class), tf.constant(255f));
    float[] mean = new float[3];
    float[] deviation = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      mean[channel] = (float) ClipPixels.mean(channel);
      deviation[channel] = (float) ClipPixels.deviation(channel);
    }
    return tf.math.div(tf.math.sub(scaled, tf.constant(mean)), tf.constant(deviation));
  }

  /** [width, 3, patch, patch] as [patch, patch, 3, width]. */
  private float[] convolution() {
    float[] stored = weights.source().floats(NAME + "conv1.weight");
    int area = config.patch() * config.patch();
    int width = config.vision().width();
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

  /** Positions, and the class embedding in the first row, where the patches leave room for it. */
  private float[] positions() {
    float[] positions = weights.source().floats(NAME + "positional_embedding");
    float[] token = weights.source().floats(NAME + "class_embedding");
    for (int i = 0; i < token.length; i++) {
      positions[i] += token[i];
    }
    return positions;
  }

  private Operand<TFloat32> firstRow(Operand<TFloat32> x, int width) {
    return tf.reshape(rows(x, 0, 1), tf.constant(new int[] {-1, width}));
  }

  /** Rows of each image: [B * T, width] to [B, end - first, width]. */
  private Operand<TFloat32> rows(Operand<TFloat32> x, int first, int end) {
    Operand<TFloat32> byImage =
        tf.reshape(x, tf.constant(new int[] {-1, config.tokens(), config.vision().width()}));
    return tf.stridedSlice(
        byImage,
        tf.constant(new int[] {0, first}),
        tf.constant(new int[] {0, end}),
        tf.constant(new int[] {1, 1}),
        StridedSlice.beginMask(1L),
        StridedSlice.endMask(1L));
  }
}
