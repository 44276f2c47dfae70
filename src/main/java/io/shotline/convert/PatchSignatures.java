package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * The signatures of a model whose score is made of patch residuals alone. It has no class token and
 * no text prior: those inputs have width E = 0 and those outputs are 0, so that the signatures are
 * the same as every other model's.
 */
final class PatchSignatures {
  private final ModelCard card;
  private final SavedModelWriter writer;
  private List<Long> channels = List.of();

  PatchSignatures(ModelCard card, SavedModelWriter writer) {
    this.card = requireNonNull(card, "card");
    this.writer = requireNonNull(writer, "writer");
  }

  /** Adds what the card asks for besides, behind {@code encode} and {@code score}. */
  void addOthers(Ops root) {
    if (card.comparesShots()) {
      addCompare(root.withSubScope("compare"));
    }
    addSecondLook(root);
  }

  /**
   * Adds {@code encode} and {@code score}.
   *
   * @param suffix of the signatures' names
   * @param network adds patches of images [B, height, width, 3]: per layer of the card [B, patches,
   *     channels], unit vectors of a known number of channels
   */
  void addEncodeAndScore(
      Ops root, String suffix, BiFunction<Ops, Operand<TUint8>, List<Operand<TFloat32>>> network) {
    Ops tf = root.withSubScope("encode");
    Operand<TUint8> images =
        tf.withName("images").placeholder(TUint8.class, Placeholder.shape(imageShape()));
    List<Operand<TFloat32>> patches = network.apply(tf, images);
    Map<String, Operand<?>> encoded = new LinkedHashMap<>();
    for (int i = 0; i < card.layers().size(); i++) {
      encoded.put("patches_" + card.layers().get(i), patches.get(i));
    }
    Operand<TInt32> batch = tf.gather(tf.shape(images), tf.constant(0), tf.constant(0));
    encoded.put(
        "token",
        tf.withName("token")
            .ensureShape(
                tf.fill(tf.stack(List.of(batch, tf.constant(0))), tf.constant(0f)),
                Shape.of(-1, 0)));
    writer.signature("encode" + suffix, Map.of("images", images), encoded);
    channels = patches.stream().map(layer -> layer.shape().get(2)).toList();
    addScore(root.withSubScope("score"), suffix, images, patches);
  }

  private Shape imageShape() {
    return card.input() instanceof ModelInput.Square square
        ? Shape.of(-1, square.side(), square.side(), 3)
        : Shape.of(-1, -1, -1, 3);
  }

  private void addScore(
      Ops tf, String suffix, Operand<TUint8> images, List<Operand<TFloat32>> patches) {
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    inputs.put("images", images);
    List<Operand<TFloat32>> banks = layers(tf, "bank_", inputs);
    Operand<TInt32> bankIndex = bankIndex(tf, inputs);
    inputs.put("prompt_tokens", input(tf, "prompt_tokens", Shape.of(-1, 0)));
    inputs.put("text_features", input(tf, "text_features", Shape.of(-1, 2, 0)));

    PatchGraph residual = new PatchGraph(tf, 1);
    Operand<TFloat32> residuals = residual.residuals(patches, banks, bankIndex);
    Operand<TFloat32> map = tf.reshape(residuals, mapShape(tf, images));
    Operand<TFloat32> greatest = residual.greatest(map);
    Operand<TFloat32> score = greatest;
    if (card.topShare() != null) {
      score = new TopMeanGraph(tf, card.topShare()).of(map, residual.dimension(map, 0));
    }
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    outputs.put("residual_map", tf.withName("residual_map").identity(map));
    outputs.put("score", tf.withName("score").identity(score));
    outputs.put("max_patch_residual", tf.withName("max_patch_residual").identity(greatest));
    for (String absent : List.of("holistic", "image_residual", "text_score")) {
      outputs.put(absent, tf.withName(absent).zerosLike(greatest));
    }
    writer.signature("score" + suffix, inputs, outputs);
  }

  /** Returns what residuals one behind the other are cut into: [B, rows, columns]. */
  private Operand<TInt32> mapShape(Ops tf, Operand<TUint8> images) {
    if (card.input() instanceof ModelInput.Rectangle rectangle) {
      Operand<TInt32> sides =
          tf.slice(tf.shape(images), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
      Operand<TInt32> cells = tf.math.div(sides, tf.constant(rectangle.step()));
      return tf.concat(List.of(tf.constant(new int[] {-1}), cells), tf.constant(0));
    }
    int patches = ((ModelInput.Square) card.input()).patches();
    return tf.constant(new int[] {-1, patches, patches});
  }

  /** Adds {@code compare}, the second half of {@code score}: features that are there already. */
  private void addCompare(Ops tf) {
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    List<Operand<TFloat32>> patches = layers(tf, "patches_", inputs);
    List<Operand<TFloat32>> banks = layers(tf, "bank_", inputs);
    Operand<TInt32> bankIndex = bankIndex(tf, inputs);
    PatchGraph residual = new PatchGraph(tf, 1);
    Operand<TFloat32> residuals = residual.residuals(patches, banks, bankIndex);
    TopShare share = requireNonNull(card.topShare(), "a model that compares shots has a top share");
    Operand<TFloat32> score =
        new TopMeanGraph(tf, share).of(residuals, residual.dimension(patches.get(0), 0));
    writer.signature("compare", inputs, Map.of("score", tf.withName("score").identity(score)));
  }

  /** Adds what a second look needs besides: its residuals, and how both looks make one score. */
  private void addSecondLook(Ops root) {
    if (!(card.input() instanceof ModelInput.Rectangle input) || input.second() == null) {
      return;
    }
    Ops tf = root.withSubScope("residuals");
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    List<Operand<TFloat32>> patches = layers(tf, "patches_", inputs);
    List<Operand<TFloat32>> banks = layers(tf, "bank_", inputs);
    Operand<TInt32> bankIndex = bankIndex(tf, inputs);
    Operand<TFloat32> residuals = new PatchGraph(tf, 1).residuals(patches, banks, bankIndex);
    Operand<TFloat32> flat = tf.reshape(residuals, tf.constant(new int[] {-1}));
    writer.signature(
        "residuals", inputs, Map.of("residuals", tf.withName("residuals").identity(flat)));
    new LooksGraph(root.withSubScope("looks"), card, input.second()).add(writer);
  }

  /** Adds an input per layer: [images or banks, patches, channels]. */
  private List<Operand<TFloat32>> layers(Ops tf, String prefix, Map<String, Operand<?>> inputs) {
    List<Operand<TFloat32>> layers = new ArrayList<>();
    for (int i = 0; i < card.layers().size(); i++) {
      String name = prefix + card.layers().get(i);
      layers.add(input(tf, name, Shape.of(-1, -1, channels.get(i))));
      inputs.put(name, layers.get(i));
    }
    return layers;
  }

  private static Operand<TInt32> bankIndex(Ops tf, Map<String, Operand<?>> inputs) {
    Operand<TInt32> bankIndex =
        tf.withName("bank_index").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    inputs.put("bank_index", bankIndex);
    return bankIndex;
  }

  private static Operand<TFloat32> input(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
