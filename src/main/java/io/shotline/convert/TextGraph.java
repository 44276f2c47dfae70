package io.shotline.convert;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * CLIP's text tower, from token ids to text features. What comes behind a text's end cannot be seen
 * from before it, so the context is cut at the longest text of a call.
 */
final class TextGraph {
  /** Far below any logit, and still a number after logits are added to it. */
  private static final float HIDDEN = -1e9f;

  private final Ops tf;
  private final ClipConfig config;
  private final GraphWeights weights;
  private final TransformerGraph transformer;

  TextGraph(Ops tf, Layers layers, GraphWeights weights, ClipConfig config) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.transformer = new TransformerGraph(tf, layers, weights, config.text(), config.context());
  }

  /**
   * Adds the tower.
   *
   * @param ids [T, context]; the end is the first of the highest ids
   * @return [T, E], not normalised
   */
  Operand<TFloat32> build(Operand<TInt32> ids) {
    Operand<TInt32> end = tf.math.argMax(ids, tf.constant(1), TInt32.class);
    Operand<TInt32> length = tf.math.add(tf.reduceMax(end, tf.constant(0)), tf.constant(1));
    Operand<TInt32> texts = tf.gather(tf.shape(ids), tf.constant(0), tf.constant(0));
    Operand<TFloat32> x = embedded(ids, texts, length);
    Operand<TFloat32> mask = mask(length);
    for (int layer = 0; layer < config.text().layers() - 1; layer++) {
      x = transformer.block(x, block(layer), length, mask);
    }
    Operand<TInt32> rows =
        tf.math.add(tf.math.mul(tf.range(tf.constant(0), texts, tf.constant(1)), length), end);
    Operand<TFloat32> seen =
        tf.reshape(
            tf.gather(mask, end, tf.constant(0)), tf.stack(List.of(texts, tf.constant(1), length)));
    Operand<TFloat32> last =
        transformer.blockOfOne(
            x,
            block(config.text().layers() - 1),
            length,
            all -> tf.gather(all, rows, tf.constant(0)),
            seen);
    return tf.linalg.matMul(transformer.norm(last, "ln_final"), weights.stored("text_projection"));
  }

  private static String block(int layer) {
    return "transformer.resblocks." + layer + ".";
  }

  /** [T * length, width]. */
  private Operand<TFloat32> embedded(
      Operand<TInt32> ids, Operand<TInt32> texts, Operand<TInt32> length) {
    int width = config.text().width();
    Operand<TInt32> none = tf.constant(0);
    Operand<TInt32> cut =
        tf.slice(ids, tf.stack(List.of(none, none)), tf.stack(List.of(texts, length)));
    Operand<TFloat32> words = tf.gather(weights.stored("token_embedding.weight"), cut, none);
    Operand<TFloat32> positions =
        tf.slice(
            weights.stored("positional_embedding"),
            tf.stack(List.of(none, none)),
            tf.stack(List.of(length, tf.constant(width))));
    return tf.reshape(tf.math.add(words, positions), tf.constant(new int[] {-1, width}));
  }

  /** What a position may not see: 0 at and before it, far below after it, [length, length]. */
  private Operand<TFloat32> mask(Operand<TInt32> length) {
    Operand<TFloat32> ones = tf.fill(tf.stack(List.of(length, length)), tf.constant(1f));
    Operand<TFloat32> seen = tf.linalg.bandPart(ones, tf.constant(-1L), tf.constant(0L));
    return tf.math.mul(tf.math.sub(tf.constant(1f), seen), tf.constant(HIDDEN));
  }
}
