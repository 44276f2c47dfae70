package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.core.ModelCard;
import io.shotline.core.image.ModelInput;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * The mini model: MobileNetV2 as encoder and the residual part of InCTRL, score = s_max. It has no
 * class token and no text prior: those inputs have width E = 0 and those outputs are 0, so that the
 * signatures are the same as every other model's.
 */
public final class MiniModel {
  /** A layer whose patches are compared: a block's output of side x side x channels. */
  private record Layer(int block, int side, int channels) {
    String name() {
      return "block" + block;
    }
  }

  private static final DeviceSpec PROCESSOR =
      DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.CPU).deviceIndex(0).build();
  private static final int GRID = 15;
  private static final ModelInput.Square INPUT = ModelInput.Square.withDefaults(GRID);
  private static final List<Layer> LAYERS =
      List.of(
          new Layer(3, 30, 32), new Layer(6, 15, 64), new Layer(9, 15, 64), new Layer(12, 15, 96));
  private static final String VERSION = "1";
  private static final int MAX_SHOTS = 16;
  private static final double DEFAULT_THRESHOLD = 0.05;

  /** Its operations are too small to share: two runs side by side beat one on two threads. */
  private static final int THREADS_PER_RUN = 1;

  private final SafetensorsFile weights;

  public MiniModel(SafetensorsFile weights) {
    this.weights = requireNonNull(weights, "weights");
  }

  /**
   * Writes {@code saved_model.pb} and {@code assets/model.json} under the folder's version.
   *
   * @param folder of the model, such as {@code model/mini}
   * @return the version's folder
   * @throws CheckpointException if a weight is missing
   */
  public Path write(Path folder) throws IOException {
    Path version = folder.resolve(VERSION);
    try (Graph graph = new Graph()) {
      SavedModelWriter writer = new SavedModelWriter(graph);
      addDecode(Ops.create(graph).withSubScope("decode"), INPUT, writer);
      addEncodeAndScore(Ops.create(graph), writer);
      writer.write(version);
    }
    ModelFolder.writeCard(version, card());
    return version;
  }

  private ModelCard card() {
    return new ModelCard(
        "mini",
        VERSION,
        "MobileNetV2 (Open Images)",
        LAYERS.stream().map(Layer::name).toList(),
        INPUT,
        MAX_SHOTS,
        DEFAULT_THRESHOLD,
        THREADS_PER_RUN,
        List.of("max_patch_residual"),
        weights.metadata().getOrDefault("license", "unknown"),
        weights.metadata().getOrDefault("source", "unknown"));
  }

  /** On the processor, where the decoders are; the pixels would go to a GPU and back otherwise. */
  static void addDecode(Ops root, ModelInput input, SavedModelWriter writer) {
    Ops tf = root.withDevice(PROCESSOR);
    Operand<TString> encoded =
        tf.withName("encoded").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Operand<TUint8> image = new DecodeGraph(tf, input).build(encoded);
    writer.signature("decode", Map.of("encoded", encoded), Map.of("image", image));
  }

  private void addEncodeAndScore(Ops root, SavedModelWriter writer) {
    Ops tf = root.withSubScope("encode");
    Shape imageShape = Shape.of(-1, INPUT.side(), INPUT.side(), 3);
    Operand<TUint8> images =
        tf.withName("images").placeholder(TUint8.class, Placeholder.shape(imageShape));
    PatchGraph patchGraph = new PatchGraph(tf, GRID);
    List<Operand<TFloat32>> patches = patches(tf, images, patchGraph);
    Map<String, Operand<?>> encoded = new LinkedHashMap<>();
    for (int i = 0; i < LAYERS.size(); i++) {
      encoded.put("patches_" + LAYERS.get(i).name(), patches.get(i));
    }
    Operand<TInt32> batch = tf.gather(tf.shape(images), tf.constant(0), tf.constant(0));
    encoded.put(
        "token",
        tf.withName("token")
            .ensureShape(
                tf.fill(tf.stack(List.of(batch, tf.constant(0))), tf.constant(0f)),
                Shape.of(-1, 0)));
    writer.signature("encode", Map.of("images", images), encoded);
    addScore(root.withSubScope("score"), images, patches, writer);
  }

  private List<Operand<TFloat32>> patches(Ops tf, Operand<TUint8> images, PatchGraph patchGraph) {
    int last = LAYERS.get(LAYERS.size() - 1).block();
    Map<Integer, Operand<TFloat32>> blocks = new MobileNetV2Graph(tf, weights).build(images, last);
    List<Operand<TFloat32>> patches = new ArrayList<>();
    for (Layer layer : LAYERS) {
      Operand<TFloat32> map =
          tf.withName(layer.name())
              .ensureShape(
                  blocks.get(layer.block()),
                  Shape.of(-1, layer.side(), layer.side(), layer.channels()));
      patches.add(patchGraph.patches(map, layer.side(), layer.channels()));
    }
    return patches;
  }

  private static void addScore(
      Ops tf, Operand<TUint8> images, List<Operand<TFloat32>> patches, SavedModelWriter writer) {
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    inputs.put("images", images);
    List<Operand<TFloat32>> banks = new ArrayList<>();
    for (Layer layer : LAYERS) {
      Operand<TFloat32> bank =
          tf.withName("bank_" + layer.name())
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, layer.channels())));
      banks.add(bank);
      inputs.put("bank_" + layer.name(), bank);
    }
    Operand<TInt32> bankIndex =
        tf.withName("bank_index").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    inputs.put("bank_index", bankIndex);
    inputs.put("prompt_tokens", empty(tf, "prompt_tokens", Shape.of(-1, 0)));
    inputs.put("text_features", empty(tf, "text_features", Shape.of(-1, 2, 0)));

    PatchGraph residual = new PatchGraph(tf, GRID);
    Operand<TFloat32> map = residual.residualMap(patches, banks, bankIndex);
    Operand<TFloat32> greatest = residual.greatest(map);
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    outputs.put("residual_map", tf.withName("residual_map").identity(map));
    for (String present : List.of("score", "max_patch_residual")) {
      outputs.put(present, tf.withName(present).identity(greatest));
    }
    for (String absent : List.of("holistic", "image_residual", "text_score")) {
      outputs.put(absent, tf.withName(absent).zerosLike(greatest));
    }
    writer.signature("score", inputs, outputs);
  }

  private static Operand<TFloat32> empty(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
