package io.shotline.convert;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
  private final BatchProduct product;
  private final GraphWeights weights;
  private final Tower tower;
  private final AttentionGraph attention;
  private final int headsAtOnce;

  /**
   * @param tokens the most that an item has
   */
  TransformerGraph(Ops tf, Layers layers, GraphWeights weights, Tower tower, int tokens) {
    this.tf = tf;
    this.layers = layers;
    this.product = new BatchProduct(tf);
    this.weights = weights;
    this.tower = tower;
    this.attention = new AttentionGraph(tf, layers, tower);
    this.headsAtOnce = layers.headsAtOnce(tower.heads(), tokens);
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
    Operand<TFloat32> attended =
        mask == null && headsAtOnce < tower.heads()
            ? attention.byHead(all, tokens)
            : attention.together(all, tokens, mask);
    return rest(x, attended, name);
  }

  /**
   * One block for some rows only, which look at all: less work where nothing else is needed. Keys
   * and values of the others are not made: q (W x) = (q W) x, and what is summed over the tokens
   * can be summed before the values' weights. A key's bias adds the same to all logits of a row, so
   * the softmax does not see it; a value's bias passes through, since its weights add up to 1.
   *
   * @param x [B * T, width]
   * @param pick from [B * T, width] the one row of each item that is needed, [B, width]
   * @param mask added to the attention's logits, [B, 1, T]; null for none
   * @return [B, width]
   */
  Operand<TFloat32> blockOfOne(
      Operand<TFloat32> x,
      String name,
      Operand<TInt32> tokens,
      UnaryOperator<Operand<TFloat32>> pick,
      @Nullable Operand<TFloat32> mask) {
    Operand<TFloat32> normed = norm(x, name + "ln_1");
    Operand<TFloat32> query =
        layers.linear(
            pick.apply(normed),
            weights.queryKeyValue(name, 0, 1, tower),
            weights.queryKeyValueBias(name, 0, 1, tower));
    Operand<TFloat32> all =
        tf.reshape(
            normed, tf.stack(Arrays.asList(tf.constant(-1), tokens, tf.constant(tower.width()))));
    Operand<TFloat32> asked = product.of(perHead(query), weights.heads(name, 1, tower), false);
    Operand<TFloat32> logits = product.of(swapped(asked), all, true);
    Operand<TFloat32> masked = mask == null ? logits : tf.math.add(logits, mask);
    Operand<TFloat32> seen = product.of(layers.softmax(masked), all, false);
    Operand<TFloat32> values = product.of(swapped(seen), weights.heads(name, 2, tower), true);
    Operand<TFloat32> attended =
        tf.nn.biasAdd(
            tf.reshape(swapped(values), tf.constant(new int[] {-1, tower.width()})),
            weights.queryKeyValueBias(name, 2, 3, tower));
    return rest(pick.apply(x), attended, name);
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

  /** [B, width] to [heads, B, values]. */
  private Operand<TFloat32> perHead(Operand<TFloat32> x) {
    return swapped(tf.reshape(x, tf.constant(new int[] {-1, tower.heads(), tower.headWidth()})));
  }

  /** [A, B, C] to [B, A, C]. */
  private Operand<TFloat32> swapped(Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
  }
}
