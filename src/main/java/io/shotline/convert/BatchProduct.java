package io.shotline.convert;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/** A product of matrices for each item, in the version that oneDNN has a kernel for. */
final class BatchProduct {
  private final Ops tf;

  BatchProduct(Ops tf) {
    this.tf = tf;
  }

  /**
   * x y, or x y' for each item.
   *
   * @param x [..., M, K]
   * @param y [..., K, N], or [..., N, K] to be transposed
   * @return [..., M, N]
   */
  Operand<TFloat32> of(Operand<TFloat32> x, Operand<TFloat32> y, boolean transposeY) {
    Output<TFloat32> product =
        tf.scope()
            .opBuilder("BatchMatMulV2", "BatchMatMul")
            .addInput(x.asOutput())
            .addInput(y.asOutput())
            .setAttr("T", DataType.DT_FLOAT)
            .setAttr("adj_y", transposeY)
            .build()
            .output(0);
    return product;
  }
}
