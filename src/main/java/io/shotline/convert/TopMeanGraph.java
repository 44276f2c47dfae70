package io.shotline.convert;

import io.shotline.core.port.TopShare;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** The mean of the greatest of the residuals of each image. */
final class TopMeanGraph {
  private final Ops tf;
  private final TopShare share;

  /**
   * @param share of the residuals that count; one of each image at least
   */
  TopMeanGraph(Ops tf, TopShare share) {
    this.tf = tf;
    this.share = share;
  }

  /**
   * Adds the graph.
   *
   * @param residuals of all images, those of each one behind the other
   * @param images how many there are, scalar
   * @return [B]
   */
  Operand<TFloat32> of(Operand<TFloat32> residuals, Operand<TInt32> images) {
    Operand<TFloat32> perImage = tf.reshape(residuals, tf.stack(List.of(images, tf.constant(-1))));
    Operand<TInt32> patches = tf.gather(tf.shape(perImage), tf.constant(1), tf.constant(0));
    TopK<TFloat32, TInt32> greatest =
        tf.nn.topK(perImage, count(patches), TInt32.class, TopK.sorted(false));
    return tf.math.mean(greatest.values(), tf.constant(1));
  }

  /** As {@link TopShare#count} has it. */
  private Operand<TInt32> count(Operand<TInt32> patches) {
    Operand<TFloat64> exact =
        tf.math.mul(tf.dtypes.cast(patches, TFloat64.class), tf.constant(share.share()));
    Operand<TFloat64> above =
        share.rounding() == TopShare.Rounding.DOWN ? exact : tf.math.add(exact, tf.constant(0.5));
    return tf.math.maximum(tf.dtypes.cast(tf.math.floor(above), TInt32.class), tf.constant(1));
  }
}
