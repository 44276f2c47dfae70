package io.shotline.convert;

import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Version 1: MobileNetV2 (Sandler et al., CVPR 2018) on squares of 240 pixels, four layers brought
 * to a grid of 15 x 15; the score is the greatest residual.
 */
final class MobileNetMini implements MiniEncoder {
  /** A layer whose patches are compared: a block's output of side x side x channels. */
  private record Layer(int block, int side, int channels) {
    String name() {
      return "block" + block;
    }
  }

  private static final Set<Integer> STRIDE_2 = Set.of(1, 3, 6, 13);
  private static final int GRID = 15;
  private static final List<Layer> LAYERS =
      List.of(
          new Layer(3, 30, 32), new Layer(6, 15, 64), new Layer(9, 15, 64), new Layer(12, 15, 96));

  private final SafetensorsFile weights;

  MobileNetMini(SafetensorsFile weights) {
    this.weights = weights;
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        "mini",
        "1",
        "MobileNetV2 (Open Images)",
        LAYERS.stream().map(Layer::name).toList(),
        ModelInput.Square.withDefaults(GRID),
        MAX_SHOTS,
        0.05,
        THREADS_PER_RUN,
        List.of("max_patch_residual"),
        weights.metadata().getOrDefault("license", "unknown"),
        weights.metadata().getOrDefault("source", "unknown"));
  }

  @Override
  public List<Operand<TFloat32>> patches(Ops tf, Operand<TUint8> images) {
    int last = LAYERS.get(LAYERS.size() - 1).block();
    Map<Integer, Operand<TFloat32>> blocks =
        new InvertedResidualGraph(tf, weights, STRIDE_2).build(scaled(tf, images), last);
    PatchGraph patchGraph = new PatchGraph(tf, GRID);
    List<Operand<TFloat32>> patches = new ArrayList<>();
    for (Layer layer : LAYERS) {
      Operand<TFloat32> map =
          tf.withName(layer.name())
              .ensureShape(
                  blocks.get(layer.block()),
                  Shape.of(-1, layer.side(), layer.side(), layer.channels()));
      patches.add(patchGraph.patches(map, layer.side(), layer.channels()));
    }
    return patches;
  }

  /** To -1 to 1. */
  private static Operand<TFloat32> scaled(Ops tf, Operand<TUint8> images) {
    return tf.math.sub(
        tf.math.mul(tf.dtypes.cast(images, TFloat32.class), tf.constant(1 / 127.5f)),
        tf.constant(1f));
  }
}
