package io.shotline.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Patch features and their residuals against a bank (model.md, score step 1). */
final class PatchGraph {
  private static final List<Long> UNIT = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final BatchProduct product;
  private final int grid;

  PatchGraph(Ops tf, int grid) {
    this.tf = tf;
    this.product = new BatchProduct(tf);
    this.grid = grid;
  }

  /**
   * A layer's feature map as unit vectors per patch: brought to the grid by average pooling,
   * smoothed over 3 x 3 neighbours (at the border over those inside), L2-normalised.
   *
   * @param map [B, side, side, channels], where side is a multiple of the grid
   * @return [B, grid * grid, channels]
   */
  Operand<TFloat32> patches(Operand<TFloat32> map, int side, int channels) {
    long factor = side / grid;
    Operand<TFloat32> pooled =
        factor == 1
            ? map
            : tf.nn.avgPool(
                map, List.of(1L, factor, factor, 1L), List.of(1L, factor, factor, 1L), "VALID");
    Operand<TFloat32> smoothed = smoothed(pooled);
    Operand<TFloat32> flat =
        tf.reshape(smoothed, tf.constant(new int[] {-1, grid * grid, channels}));
    return normalised(flat, 2);
  }

  /**
   * The same of a map of any grid, which is the patches' own.
   *
   * @param map [B, rows, columns, channels]
   * @return [B, rows * columns, channels]
   */
  Operand<TFloat32> patches(Operand<TFloat32> map, int channels) {
    Operand<TInt32> shape =
        tf.stack(List.of(dimension(map, 0), tf.constant(-1), tf.constant(channels)));
    return tf.ensureShape(
        normalised(tf.reshape(smoothed(map), shape), 2), Shape.of(-1, -1, channels));
  }

  private Operand<TFloat32> smoothed(Operand<TFloat32> map) {
    return tf.nn.avgPool(map, List.of(1L, 3L, 3L, 1L), UNIT, "SAME");
  }

  /**
   * m = mean over layers of 0.5 * (1 - max over the bank's patches of the cosine).
   *
   * @param patches per layer [B, grid * grid, D_l], unit vectors
   * @param banks per layer [P, M, D_l], unit vectors
   * @param bankIndex [B], which of the P banks each image is compared with
   * @return [B, grid, grid]
   */
  Operand<TFloat32> residualMap(
      List<Operand<TFloat32>> patches, List<Operand<TFloat32>> banks, Operand<TInt32> bankIndex) {
    Operand<TFloat32> residuals = residuals(patches, banks, bankIndex);
    return tf.reshape(residuals, tf.constant(new int[] {-1, grid, grid}));
  }

  /** The same of images of any grid: all patches of an image behind those of the one before. */
  Operand<TFloat32> residuals(
      List<Operand<TFloat32>> patches, List<Operand<TFloat32>> banks, Operand<TInt32> bankIndex) {
    Operand<TBool> oneForAll = tf.math.equal(dimension(banks.get(0), 0), tf.constant(1));
    List<Operand<TFloat32>> nearest = new ArrayList<>();
    for (int layer = 0; layer < patches.size(); layer++) {
      Operand<TFloat32> bank = ofTheImages(banks.get(layer), bankIndex, oneForAll);
      Operand<TFloat32> query = patches.get(layer);
      int width = Math.toIntExact(query.shape().get(2));
      Operand<TInt32> groups =
          tf.stack(List.of(dimension(bank, 0), tf.constant(-1), tf.constant(width)));
      Operand<TFloat32> cosines = product.of(tf.reshape(query, groups), bank, true);
      nearest.add(tf.reduceMax(cosines, tf.constant(2)));
    }
    Operand<TFloat32> mean = tf.math.mul(tf.math.addN(nearest), tf.constant(1f / patches.size()));
    return tf.math.mul(tf.math.sub(tf.constant(1f), mean), tf.constant(0.5f));
  }

  /**
   * The bank of each image, [B, M, D_l], or the one that all are compared with, [1, M, D_l]: then
   * nothing is copied, and all patches are the rows of one product.
   */
  private Operand<TFloat32> ofTheImages(
      Operand<TFloat32> banks, Operand<TInt32> bankIndex, Operand<TBool> oneForAll) {
    SwitchCond<TFloat32> branch = tf.switchCond(banks, oneForAll);
    Operand<TFloat32> gathered = tf.gather(branch.outputFalse(), bankIndex, tf.constant(0));
    return tf.merge(List.of(branch.outputTrue(), gathered)).output();
  }

  /** Returns the length of an axis. */
  Operand<TInt32> dimension(Operand<TFloat32> tensor, int axis) {
    return tf.gather(tf.shape(tensor), tf.constant(axis), tf.constant(0));
  }

  /** s_max = max over patches of m: [B]. */
  Operand<TFloat32> greatest(Operand<TFloat32> residualMap) {
    return tf.reduceMax(residualMap, tf.constant(new int[] {1, 2}), ReduceMax.keepDims(false));
  }

  /** Vectors along the axis, brought to length 1. */
  Operand<TFloat32> normalised(Operand<TFloat32> vectors, int axis) {
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(vectors), tf.constant(axis), ReduceSum.keepDims(true));
    return tf.math.mul(vectors, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-12f))));
  }
}
