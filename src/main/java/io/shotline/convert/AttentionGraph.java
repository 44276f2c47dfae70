package io.shotline.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The attention of all tokens to all tokens: softmax(q k') v for each head. Heads are done together
 * or one after the other, as {@link Layers#headsAtOnce} has it; the values are the same.
 */
final class AttentionGraph {
  private final Ops tf;
  private final Layers layers;
  private final BatchProduct product;
  private final Tower tower;

  AttentionGraph(Ops tf, Layers layers, Tower tower) {
    this.tf = tf;
    this.layers = layers;
    this.product = new BatchProduct(tf);
    this.tower = tower;
  }

  /**
   * Adds the attention of all heads at once.
   *
   * @param x queries, which come scaled, keys and values side by side, [B * T, 3 * width]
   * @param tokens T, a scalar
   * @param mask added to the logits, [T, T]; null for none
   * @return [B * T, width]
   */
  Operand<TFloat32> together(
      Operand<TFloat32> x, Operand<TInt32> tokens, @Nullable Operand<TFloat32> mask) {
    Operand<TFloat32> byPart =
        tf.linalg.transpose(split(x, tokens), tf.constant(new int[] {2, 0, 3, 1, 4}));
    List<Output<TFloat32>> parts = tf.unstack(byPart, 3L).output();
    Operand<TFloat32> logits = product.of(parts.get(0), parts.get(1), true);
    Operand<TFloat32> masked = mask == null ? logits : tf.math.add(logits, mask);
    Operand<TFloat32> attended = product.of(layers.softmax(masked), parts.get(2), false);
    return rows(tf.linalg.transpose(attended, tf.constant(new int[] {0, 2, 1, 3})));
  }

  /** Adds the same of one head after the other, so that their logits share the cache in turn. */
  Operand<TFloat32> byHead(Operand<TFloat32> x, Operand<TInt32> tokens) {
    // The heads' parts come to lie one behind the other: taking them apart copies nothing.
    Operand<TFloat32> byPart =
        tf.linalg.transpose(split(x, tokens), tf.constant(new int[] {2, 3, 0, 1, 4}));
    List<List<Output<TFloat32>>> parts = new ArrayList<>();
    for (Output<TFloat32> part : tf.unstack(byPart, 3L).output()) {
      parts.add(tf.unstack(part, (long) tower.heads()).output());
    }
    List<Operand<TFloat32>> attended = new ArrayList<>();
    for (int head = 0; head < tower.heads(); head++) {
      Operand<TFloat32> logits = product.of(parts.get(0).get(head), parts.get(1).get(head), true);
      attended.add(product.of(layers.softmax(logits), parts.get(2).get(head), false));
    }
    return rows(tf.concat(attended, tf.constant(2)));
  }

  /** [B * T, 3 * width] to [B, T, 3, heads, values]. */
  private Operand<TFloat32> split(Operand<TFloat32> x, Operand<TInt32> tokens) {
    return tf.reshape(
        x,
        tf.stack(
            Arrays.asList(
                tf.constant(-1),
                tokens,
                tf.constant(3),
                tf.constant(tower.heads()),
                tf.constant(tower.headWidth()))));
  }

  /** [B, T, ...] to [B * T, width]. */
  private Operand<TFloat32> rows(Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {-1, tower.width()}));
  }
}
