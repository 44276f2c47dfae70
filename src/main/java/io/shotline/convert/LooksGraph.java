package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.SecondLook;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Brings the residuals of two looks at an image to one score and one map: their mean by weight,
 * each in units of what it usually is, in the unit of the first.
 */
final class LooksGraph {
  /** What the scores of good images usually are at either look. */
  private static final float USUAL_FIRST = 0.101f;

  private static final float USUAL_SECOND = 0.1365f;

  private final Ops tf;
  private final ModelCard card;
  private final SecondLook second;

  LooksGraph(Ops tf, ModelCard card, SecondLook second) {
    this.tf = tf;
    this.card = card;
    this.second = second;
  }

  /**
   * Adds the signature {@code looks}: maps [B, rows, columns] and [B, rows, columns] of the second
   * look, weights [B]; to a score [B] and a map of the grid of the second look.
   */
  void add(SavedModelWriter writer) {
    Operand<TFloat32> first = input("residual_map", Shape.of(-1, -1, -1));
    Operand<TFloat32> closer = input("second_residual_map", Shape.of(-1, -1, -1));
    Operand<TFloat32> weight = input("weight", Shape.of(-1));
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    inputs.put("residual_map", first);
    inputs.put("second_residual_map", closer);
    inputs.put("weight", weight);
    PatchGraph residual = new PatchGraph(tf, 1);
    Operand<TInt32> images = residual.dimension(first, 0);
    TopShare share = requireNonNull(card.topShare(), "a model that looks twice has a top share");
    Operand<TFloat32> score =
        mean(
            new TopMeanGraph(tf, share).of(first, images),
            new TopMeanGraph(tf, TopShare.nearest(second.topShare())).of(closer, images),
            weight);
    Operand<TFloat32> perCell = tf.reshape(weight, tf.constant(new int[] {-1, 1, 1}));
    Operand<TFloat32> map = mean(enlarged(first, closer), closer, perCell);
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    outputs.put("residual_map", tf.withName("combined_map").identity(map));
    outputs.put("score", tf.withName("score").identity(score));
    outputs.put(
        "max_patch_residual", tf.withName("max_patch_residual").identity(residual.greatest(map)));
    writer.signature("looks", inputs, outputs);
  }

  /** (first + weight * second * u1 / u2) / (1 + weight). */
  private Operand<TFloat32> mean(
      Operand<TFloat32> first, Operand<TFloat32> closer, Operand<TFloat32> weight) {
    Operand<TFloat32> inUnit = tf.math.mul(closer, tf.constant(USUAL_FIRST / USUAL_SECOND));
    return tf.math.div(
        tf.math.add(first, tf.math.mul(weight, inUnit)), tf.math.add(tf.constant(1f), weight));
  }

  /** The first look's map on the grid of the second's. */
  private Operand<TFloat32> enlarged(Operand<TFloat32> first, Operand<TFloat32> closer) {
    Operand<TInt32> grid =
        tf.slice(tf.shape(closer), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
    Operand<TFloat32> channel = tf.expandDims(first, tf.constant(3));
    return tf.squeeze(
        tf.image.resizeBilinear(channel, grid, ResizeBilinear.halfPixelCenters(true)),
        Squeeze.axis(List.of(3L)));
  }

  private Operand<TFloat32> input(String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
