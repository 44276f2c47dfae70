package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * InCTRL as published (Zhu and Pang, CVPR 2024): a frozen CLIP with patch residuals of three
 * layers, image residual, text prior and the trained adapter and heads, as a SavedModel. The
 * signatures stand in it twice on the same weights: of public operations for any device, and with
 * the suffix {@code _onednn} of fused ones for x86 processors.
 */
public final class InctrlModel {
  /** Whose patches the publication compares. */
  public static final List<Integer> PUBLISHED_LAYERS = List.of(7, 9, 11);

  /** In the middle of the scores. */
  public static final double DEFAULT_THRESHOLD = 0.5;

  private static final int ALL_THREADS = 0;
  private static final String VERSION = "1";
  private static final int MAX_SHOTS = 16;

  private final ClipConfig config;
  private final List<Integer> layers;
  private final InctrlWeights weights;
  private final ModelFacts facts;

  private InctrlModel(
      ClipConfig config, List<Integer> layers, InctrlWeights weights, ModelFacts facts) {
    this.config = config;
    this.layers = layers;
    this.weights = weights;
    this.facts = facts;
  }

  /**
   * A model of these weights.
   *
   * @param files one checkpoint, or an encoder's and then one with adapter and heads
   * @param config dimensions as OpenCLIP writes them; null takes those of the tensors
   * @param layers whose patches are compared, counted from 1
   * @throws CheckpointException that lists all tensors that do not fit
   */
  public static InctrlModel of(
      List<Checkpoint> files, @Nullable Path config, List<Integer> layers, ModelFacts facts)
      throws IOException {
    ClipConfig dimensions = config == null ? ClipConfig.of(files.get(0)) : ClipConfig.of(config);
    int depth = dimensions.vision().layers();
    for (int i = 0; i < layers.size(); i++) {
      int least = i == 0 ? 1 : layers.get(i - 1) + 1;
      if (layers.get(i) < least || layers.get(i) >= depth) {
        throw new CheckpointException(
            "layers "
                + layers
                + " must rise and lie between 1 and "
                + (depth - 1)
                + ": of the last block only the class token is computed");
      }
    }
    return new InctrlModel(
        dimensions, List.copyOf(layers), InctrlWeights.of(dimensions, files), facts);
  }

  /**
   * Writes {@code saved_model.pb} and the assets under the folder's version.
   *
   * @param vocabulary CLIP's merges, copied into the assets
   * @return the version's folder
   */
  public Path write(Path folder, Path vocabulary) throws IOException {
    Path version = folder.resolve(VERSION);
    try (Graph graph = new Graph()) {
      SavedModelWriter writer = new SavedModelWriter(graph);
      Ops tf = Ops.create(graph);
      DecodeSignature.add(tf.withSubScope("decode"), input(), writer);
      ModelVariables variables = new ModelVariables(tf.withSubScope("weights"));
      GraphWeights graphWeights = new GraphWeights(weights, variables);
      for (String suffix : List.of("", Layers.ONE_DNN)) {
        add(tf.withSubScope("device" + suffix), suffix, graphWeights, writer);
      }
      writer.restorer(variables.restorer());
      writer.write(version);
      variables.write(version);
    }
    Path assets = Files.createDirectories(version.resolve("assets"));
    ModelFolder.writeCard(version, card());
    Files.copy(
        vocabulary, assets.resolve(ModelFolder.VOCABULARY), StandardCopyOption.REPLACE_EXISTING);
    return version;
  }

  private void add(Ops tf, String suffix, GraphWeights graphWeights, SavedModelWriter writer) {
    Operand<TUint8> images =
        tf.withName("images")
            .placeholder(
                TUint8.class, Placeholder.shape(Shape.of(-1, config.side(), config.side(), 3)));
    Ops encode = tf.withSubScope("encode");
    ClipVisionGraph.Features features =
        new ClipVisionGraph(
                encode, Layers.of(encode, suffix, config.vision().epsilon()), graphWeights, config)
            .build(images, layers);
    InctrlScore score = new InctrlScore(tf.withSubScope("score"), graphWeights, config);
    InctrlScore.Query query = score.query(features);
    Map<String, Operand<?>> encoded = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      encoded.put("patches_" + layerNames().get(i), query.patches().get(i));
    }
    encoded.put("token", query.adapted());
    encoded.put("class_token", features.classToken());
    writer.signature("encode" + suffix, Map.of("images", images), encoded);
    score.add("score" + suffix, images, query, layerNames(), writer);

    Ops text = tf.withSubScope("text");
    Operand<TInt32> ids =
        text.withName("ids")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, config.context())));
    writer.signature(
        "encode_text" + suffix,
        Map.of("ids", ids),
        Map.of(
            "features",
            new TextGraph(
                    text, Layers.of(text, suffix, config.text().epsilon()), graphWeights, config)
                .build(ids)));
  }

  private List<String> layerNames() {
    return layers.stream().map(layer -> "block" + layer).toList();
  }

  /** CLIP's preprocessing scales the shorter side and cuts out the centre. */
  private ModelInput input() {
    return new ModelInput.Square(config.side(), config.grid(), Fit.CENTRE);
  }

  private ModelCard card() {
    return new ModelCard(
        facts.name(),
        VERSION,
        "CLIP ViT, " + config.vision().layers() + " blocks of " + config.vision().width(),
        layerNames(),
        input(),
        MAX_SHOTS,
        facts.defaultThreshold(),
        ALL_THREADS,
        List.of("holistic", "max_patch_residual", "image_residual", "text_score"),
        facts.licence(),
        facts.provenance());
  }
}
