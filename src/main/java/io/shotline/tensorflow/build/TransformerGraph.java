package io.shotline.tensorflow.build;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * CLIP's pre-norm transformer blocks, for both towers: x += out(attention(ln_1(x))), x +=
 * c_proj(gelu(c_fc(ln_2(x)))). Tokens of all items are rows of one matrix, so that every weight is
 * met by one large product.
 */
final class TransformerGraph {
  private final Ops tf;
  private final Layers layers;
  private final GraphWeights weights;
  private final ClipConfig.Tower tower;

  TransformerGraph(Ops tf, Layers layers, GraphWeights weights, ClipConfig.Tower tower) {
    this.tf = tf;
    this.layers = layers;
    this.weights = weights;
    this.tower = tower;
  }

  /**
   * One block.
   *
   * @param x [B * T, width]
   * @param tokens T, a scalar
   * @param mask added to the attention's logits, [T, T]; null for none
   */
  Operand<TFloat32> block(
      Operand<TFloat32> x, String name, Operand<TInt32> tokens, @Nullable Operand<TFloat32> mask) {
    Operand<TFloat32> normed = norm(x, name + "ln_1");
    Operand<TFloat32> all =
        layers.linear(
            normed,
            weights.queryKeyValue(name, 0, 3, tower),
            weights.queryKeyValueBias(name, 0, 3, tower));
    List<Operand<TFloat32>> parts = heads(all, tokens, 3);
    Operand<TFloat32> attended = attention(parts.get(0), parts.get(1), parts.get(2), mask);
    return rest(x, merged(attended), name);
  }

  /**
   * One block for some rows only, which look at all: less work where nothing else is needed.
   *
   * @param x [B * T, width]
   * @param pick from [B * T, width] the one row of each item that is needed, [B, width]
   * @param mask added to the attention's logits, [B, 1, 1, T]; null for none
   * @return [B, width]
   */
  Operand<TFloat32> blockOfOne(
      Operand<TFloat32> x,
      String name,
      Operand<TInt32> tokens,
      UnaryOperator<Operand<TFloat32>> pick,
      @Nullable Operand<TFloat32> mask) {
    Operand<TFloat32> normed = norm(x, name + "ln_1");
    List<Operand<TFloat32>> keyValue =
        heads(
            layers.linear(
                normed,
                weights.queryKeyValue(name, 1, 3, tower),
                weights.queryKeyValueBias(name, 1, 3, tower)),
            tokens,
            2);
    Operand<TFloat32> query =
        layers.linear(
            pick.apply(normed),
            weights.queryKeyValue(name, 0, 1, tower),
            weights.queryKeyValueBias(name, 0, 1, tower));
    List<Operand<TFloat32>> one = heads(query, tf.constant(1), 1);
    Operand<TFloat32> attended = attention(one.get(0), keyValue.get(0), keyValue.get(1), mask);
    return rest(pick.apply(x), merged(attended), name);
  }

  /** A layer norm of this name. */
  Operand<TFloat32> norm(Operand<TFloat32> x, String name) {
    return layers.layerNorm(x, weights.stored(name + ".weight"), weights.stored(name + ".bias"));
  }

  private Operand<TFloat32> rest(Operand<TFloat32> x, Operand<TFloat32> attended, String name) {
    Operand<TFloat32> y =
        layers.linearAdd(
            attended,
            weights.transposed(name + "attn.out_proj.weight"),
            weights.stored(name + "attn.out_proj.bias"),
            x);
    Operand<TFloat32> hidden =
        layers.linearGelu(
            norm(y, name + "ln_2"),
            weights.transposed(name + "mlp.c_fc.weight"),
            weights.stored(name + "mlp.c_fc.bias"));
    return layers.linearAdd(
        hidden,
        weights.transposed(name + "mlp.c_proj.weight"),
        weights.stored(name + "mlp.c_proj.bias"),
        y);
  }

  /** softmax(q k') v for each head; q comes scaled. */
  private Operand<TFloat32> attention(
      Operand<TFloat32> query,
      Operand<TFloat32> key,
      Operand<TFloat32> value,
      @Nullable Operand<TFloat32> mask) {
    Operand<TFloat32> logits = batchMatMul(query, key, true);
    Operand<TFloat32> masked = mask == null ? logits : tf.math.add(logits, mask);
    return batchMatMul(tf.nn.softmax(masked), value, false);
  }

  /** [B * T, parts * width] to each part's [B, heads, T, values]. */
  private List<Operand<TFloat32>> heads(Operand<TFloat32> x, Operand<TInt32> tokens, int parts) {
    Operand<TFloat32> split =
        tf.reshape(
            x,
            tf.stack(
                Arrays.asList(
                    tf.constant(-1),
                    tokens,
                    tf.constant(parts),
                    tf.constant(tower.heads()),
                    tf.constant(tower.headWidth()))));
    Operand<TFloat32> byPart = tf.linalg.transpose(split, tf.constant(new int[] {2, 0, 3, 1, 4}));
    return List.copyOf(tf.unstack(byPart, (long) parts).output());
  }

  /** [B, heads, T, values] to [B * T, width]. */
  private Operand<TFloat32> merged(Operand<TFloat32> x) {
    return tf.reshape(
        tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1, 3})),
        tf.constant(new int[] {-1, tower.width()}));
  }

  /** The version that oneDNN has a kernel for; newer ones run on Eigen's. */
  private Operand<TFloat32> batchMatMul(
      Operand<TFloat32> x, Operand<TFloat32> y, boolean transposeY) {
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
