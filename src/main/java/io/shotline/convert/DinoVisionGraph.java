package io.shotline.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * DINOv2's encoder, from pixels to patch tokens of some layers (model.md, DINOv2): all through the
 * last norm. Blocks behind the last layer asked for are left out.
 */
final class DinoVisionGraph {
  private final DinoWeights weights;
  private final VisionGraph vision;

  DinoVisionGraph(Ops tf, Layers layers, GraphWeights graphWeights, DinoWeights weights) {
    this.weights = weights;
    this.vision = new VisionGraph(tf, layers, graphWeights, weights.dimensions());
  }

  /**
   * Adds the encoder.
   *
   * @param images [B, side, side, 3]
   * @param layers whose patch tokens are wanted, rising, counted from 1
   * @return per layer [B, grid * grid, width], not normalised
   */
  List<Operand<TFloat32>> build(Operand<TUint8> images, List<Integer> layers) {
    Operand<TFloat32> x = vision.embedded(images, weights::positions);
    List<Operand<TFloat32>> patches = new ArrayList<>();
    int last = layers.get(layers.size() - 1);
    for (int layer = 1; layer <= last; layer++) {
      x = vision.block(x, layer);
      if (layers.contains(layer)) {
        patches.add(vision.patches(vision.norm(x, "ln_post")));
      }
    }
    return patches;
  }
}
