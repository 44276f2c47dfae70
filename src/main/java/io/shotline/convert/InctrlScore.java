package io.shotline.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** InCTRL's score of a batch of images against the banks of their products (model.md, score). */
final class InctrlScore {
  /**
   * What is computed of an image before it is compared.
   *
   * @param patches per layer [B, grid * grid, width], unit vectors
   * @param token f_c [B, E], unit vectors
   * @param adapted A(f_c) [B, E]
   */
  record Query(
      List<Operand<TFloat32>> patches, Operand<TFloat32> token, Operand<TFloat32> adapted) {}

  private static final float TEMPERATURE = 100;

  private final Ops tf;
  private final ClipConfig config;
  private final HeadGraph heads;
  private final PatchGraph patchGraph;

  InctrlScore(Ops tf, GraphWeights weights, ClipConfig config) {
    this.tf = tf;
    this.config = config;
    this.heads = new HeadGraph(tf, weights);
    this.patchGraph = new PatchGraph(tf, config.grid());
  }

  Query query(ClipVisionGraph.Features features) {
    List<Operand<TFloat32>> patches = new ArrayList<>();
    features.patches().forEach(layer -> patches.add(patchGraph.normalised(layer, 2)));
    return new Query(
        patches,
        patchGraph.normalised(features.classToken(), 1),
        heads.adapter(features.classToken()));
  }

  /** Adds the signature {@code score}. */
  void add(
      String name,
      Operand<TUint8> images,
      Query query,
      List<String> layers,
      SavedModelWriter writer) {
    int width = config.vision().width();
    int embed = config.embedDim();
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    inputs.put("images", images);
    List<Operand<TFloat32>> banks = new ArrayList<>();
    for (String layer : layers) {
      banks.add(input("bank_" + layer, Shape.of(-1, -1, width)));
      inputs.put("bank_" + layer, banks.get(banks.size() - 1));
    }
    Operand<TInt32> index =
        tf.withName("bank_index").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    Operand<TFloat32> tokens = input("prompt_tokens", Shape.of(-1, embed));
    Operand<TFloat32> texts = input("text_features", Shape.of(-1, 2, embed));
    inputs.put("bank_index", index);
    inputs.put("prompt_tokens", tokens);
    inputs.put("text_features", texts);

    Operand<TFloat32> map = patchGraph.residualMap(query.patches(), banks, index);
    Operand<TFloat32> greatest = patchGraph.greatest(map);
    Operand<TFloat32> image = imageResidual(query, tf.gather(tokens, index, tf.constant(0)));
    Operand<TFloat32> text = textScore(query, tf.gather(texts, index, tf.constant(0)));
    Operand<TFloat32> holistic = holistic(map, image, text);
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    outputs.put("residual_map", map);
    outputs.put("max_patch_residual", greatest);
    outputs.put("image_residual", image);
    outputs.put("text_score", text);
    outputs.put("holistic", holistic);
    outputs.put("score", tf.math.mul(tf.math.add(holistic, greatest), tf.constant(0.5f)));
    writer.signature(name, inputs, outputs);
  }

  /** s_img = H_ref(mean of the shots' A(f_c) - A(f_c(x))). */
  private Operand<TFloat32> imageResidual(Query query, Operand<TFloat32> prompt) {
    return heads.head("diff_head_ref", tf.math.sub(prompt, query.adapted()));
  }

  /** s_text = softmax(100 [cos(f_c, t_n), cos(f_c, t_a)])[1], which is one sigmoid. */
  private Operand<TFloat32> textScore(Query query, Operand<TFloat32> texts) {
    Operand<TFloat32> cosines =
        tf.reduceSum(
            tf.math.mul(tf.expandDims(query.token(), tf.constant(1)), texts),
            tf.constant(2),
            ReduceSum.keepDims(false));
    Operand<TFloat32> normal = tf.gather(cosines, tf.constant(0), tf.constant(1));
    Operand<TFloat32> anomalous = tf.gather(cosines, tf.constant(1), tf.constant(1));
    return tf.math.sigmoid(tf.math.mul(tf.math.sub(anomalous, normal), tf.constant(TEMPERATURE)));
  }

  /** s_hol = H(s_text + s_img + m). */
  private Operand<TFloat32> holistic(
      Operand<TFloat32> map, Operand<TFloat32> image, Operand<TFloat32> text) {
    Operand<TFloat32> flat =
        tf.reshape(map, tf.constant(new int[] {-1, config.grid() * config.grid()}));
    Operand<TFloat32> both = tf.expandDims(tf.math.add(image, text), tf.constant(1));
    return heads.head("diff_head", tf.math.add(flat, both));
  }

  private Operand<TFloat32> input(String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
