package io.shotline.convert;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Layers of the fused operations that TensorFlow's optimiser would make on an x86 processor with
 * oneDNN, written down so that they are there in full, with the right epsilon and without the
 * optimiser, which copies all weights several times.
 */
final class OneDnnLayers implements Layers {
  /** Of kernels that take tensors as they are. */
  private static final String NAME_CHANGE = "MklNameChangeOp";

  /** 4 MiB of them. */
  private static final long MOST_LOGITS = 1 << 20;

  private final Ops tf;
  private final float epsilon;

  OneDnnLayers(Ops tf, float epsilon) {
    this.tf = tf;
    this.epsilon = epsilon;
  }

  @Override
  public Operand<TFloat32> linear(
      Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
    return matMul(x, weight, List.of(bias), "BiasAdd");
  }

  @Override
  public Operand<TFloat32> linearGelu(
      Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
    return matMul(x, weight, List.of(bias), "BiasAdd", "GeluExact");
  }

  @Override
  public Operand<TFloat32> linearAdd(
      Operand<TFloat32> x,
      Operand<TFloat32> weight,
      Operand<TFloat32> bias,
      Operand<TFloat32> residual) {
    return matMul(x, weight, List.of(bias, residual), "BiasAdd", "Add");
  }

  /** Each row stays in the cache, where TensorFlow's own goes through all rows several times. */
  @Override
  public Operand<TFloat32> softmax(Operand<TFloat32> x) {
    OperationBuilder builder = tf.scope().opBuilder("_MklSoftmax", "Softmax");
    builder.addInput(x.asOutput()).setAttr("T", DataType.DT_FLOAT);
    return builder.setAttr("_kernel", NAME_CHANGE).build().output(0);
  }

  /**
   * Logits are written, read and written by the softmax, and read again. Those of many tokens would
   * go to memory each time; those of one head stay in the cache that the cores share.
   */
  @Override
  public int headsAtOnce(int heads, int tokens) {
    return (long) heads * tokens * tokens <= MOST_LOGITS ? heads : 1;
  }

  @Override
  public Operand<TFloat32> layerNorm(
      Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift) {
    OperationBuilder builder = tf.scope().opBuilder("_MklLayerNorm", "LayerNorm");
    builder.addInput(x.asOutput()).addInput(scale.asOutput()).addInput(shift.asOutput());
    builder.setAttr("T", DataType.DT_FLOAT).setAttr("epsilon", epsilon);
    return builder.build().output(0);
  }

  private Operand<TFloat32> matMul(
      Operand<TFloat32> x,
      Operand<TFloat32> weight,
      List<Operand<TFloat32>> more,
      String... fused) {
    List<Output<?>> arguments = new ArrayList<>();
    more.forEach(operand -> arguments.add(operand.asOutput()));
    OperationBuilder builder = tf.scope().opBuilder("_MklNativeFusedMatMul", "FusedMatMul");
    builder.addInput(x.asOutput()).addInput(weight.asOutput());
    builder.addInputList(arguments.toArray(Output<?>[]::new));
    builder.setAttr("T", DataType.DT_FLOAT).setAttr("num_args", (long) arguments.size());
    builder.setAttr("fused_ops", fused);
    // The weights never change, so they are brought into oneDNN's layout once, at the first run.
    builder.setAttr("is_filter_const", true).setAttr("_kernel", NAME_CHANGE);
    return builder.build().output(0);
  }
}
