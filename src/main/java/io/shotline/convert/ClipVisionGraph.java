package io.shotline.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
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

  private final Ops tf;
  private final ClipConfig config;
  private final GraphWeights weights;
  private final VisionGraph vision;

  ClipVisionGraph(Ops tf, Layers layers, GraphWeights weights, ClipConfig config) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.vision =
        new VisionGraph(
            tf,
            layers,
            weights,
            new VisionGraph.Dimensions(
                config.grid(), config.patch(), 1, config.vision(), ImageLevels.CLIP));
  }

  /**
   * Adds the tower.
   *
   * @param images [B, side, side, 3]
   * @param layers whose patch tokens are wanted, counted from 1
   */
  Features build(Operand<TUint8> images, List<Integer> layers) {
    Operand<TFloat32> x = vision.norm(vision.embedded(images, this::positions), "ln_pre");
    List<Operand<TFloat32>> patches = new ArrayList<>();
    int last = config.vision().layers();
    for (int layer = 1; layer < last; layer++) {
      x = vision.block(x, layer);
      if (layers.contains(layer)) {
        patches.add(vision.patches(x));
      }
    }
    Operand<TFloat32> normed = vision.norm(vision.blockOfFirst(x, last), "ln_post");
    return new Features(patches, tf.linalg.matMul(normed, weights.stored("visual.proj")));
  }

  /** Positions, and the class embedding in the first row, where the patches leave room for it. */
  private float[] positions() {
    float[] positions = weights.source().floats("visual.positional_embedding");
    float[] token = weights.source().floats("visual.class_embedding");
    for (int i = 0; i < token.length; i++) {
      positions[i] += token[i];
    }
    return positions;
  }
}
