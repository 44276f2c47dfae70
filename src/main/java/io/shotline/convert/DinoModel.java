package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TurnRule;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * DINOv2 as published (Oquab et al., arXiv 2304.07193) as a SavedModel that needs no training: the
 * score is the mean of the greatest residuals of its patches, as in AnomalyDINO (Damm et al., arXiv
 * 2405.14529). As in {@link InctrlModel}, the signatures stand in it once for each set of kernels.
 */
public final class DinoModel {
  /** Of scores as {@link Options#DEFAULT} gives them: a cosine of 0.7 to the nearest patch. */
  public static final double DEFAULT_THRESHOLD = 0.15;

  /** Of the published files. */
  public static final String LICENCE = "Apache-2.0";

  /**
   * How the encoder is used.
   *
   * @param side of images in pixels, a multiple of the side of a patch
   * @param layers whose patches are compared, rising, counted from 1; empty takes the last
   * @param share of the patches that the score is the mean of, those of the greatest residuals
   * @param turns when banks hold turned copies of shots; null: never
   */
  public record Options(int side, List<Integer> layers, double share, @Nullable TurnRule turns) {
    /** As in the publication. */
    public static final Options DEFAULT = new Options(448, List.of(), 0.01, null);

    public Options {
      layers = List.copyOf(layers);
    }
  }

  private static final int LEAST_SIDE = 224;
  private static final int MOST_SIDE = 896;
  private static final int ALL_THREADS = 0;
  private static final int MAX_SHOTS = 16;
  private static final String VERSION = "1";

  private final DinoWeights weights;
  private final DinoShape shape;
  private final List<Integer> layers;
  private final ModelCard card;

  private DinoModel(
      DinoWeights weights,
      DinoShape shape,
      List<Integer> layers,
      Options options,
      ModelFacts facts) {
    this.weights = weights;
    this.shape = shape;
    this.layers = layers;
    this.card = card(options, facts);
  }

  /**
   * Returns a model of the weights of a checkpoint.
   *
   * @param dimensions a file that says how many heads there are; null takes heads of 64 values
   * @throws CheckpointException if the checkpoint or the options do not fit; says why
   */
  public static DinoModel of(
      Checkpoint checkpoint, @Nullable Path dimensions, Options options, ModelFacts facts)
      throws IOException {
    HeadCount heads = dimensions == null ? HeadCount.USUAL : HeadCount.of(dimensions);
    DinoShape shape = DinoShape.of(checkpoint, heads);
    int side = options.side();
    if (side < LEAST_SIDE || side > MOST_SIDE || side % shape.patch() != 0) {
      throw new CheckpointException(
          "side %d must be a multiple of %d from %d to %d"
              .formatted(side, shape.patch(), LEAST_SIDE, MOST_SIDE));
    }
    int depth = shape.tower().layers();
    List<Integer> layers = options.layers().isEmpty() ? List.of(depth) : options.layers();
    for (int i = 0; i < layers.size(); i++) {
      int least = i == 0 ? 1 : layers.get(i - 1) + 1;
      if (layers.get(i) < least || layers.get(i) > depth) {
        throw new CheckpointException(
            "layers " + layers + " must rise and lie between 1 and " + depth);
      }
    }
    return new DinoModel(DinoWeights.of(checkpoint, shape, side), shape, layers, options, facts);
  }

  /**
   * Writes {@code saved_model.pb}, the weights and the card under the folder's version.
   *
   * @return the version's folder
   */
  public Path write(Path folder) throws IOException {
    Path version = folder.resolve(VERSION);
    try (Graph graph = new Graph()) {
      SavedModelWriter writer = new SavedModelWriter(graph);
      Ops tf = Ops.create(graph);
      DecodeSignature.add(tf.withSubScope("decode"), card.input(), writer);
      ModelVariables variables = new ModelVariables(tf.withSubScope("weights"));
      GraphWeights graphWeights = new GraphWeights(weights, variables);
      PatchSignatures signatures = new PatchSignatures(card, writer);
      for (String suffix : List.of("", Layers.ONE_DNN)) {
        signatures.addEncodeAndScore(
            tf.withSubScope("device" + suffix),
            suffix,
            (ops, images) -> patches(ops, suffix, graphWeights, images));
      }
      signatures.addOthers(tf);
      writer.restorer(variables.restorer());
      writer.write(version);
      variables.write(version);
    }
    ModelFolder.writeCard(version, card);
    return version;
  }

  private List<Operand<TFloat32>> patches(
      Ops tf, String suffix, GraphWeights graphWeights, Operand<TUint8> images) {
    Layers kernels = Layers.of(tf, suffix, shape.tower().epsilon());
    PatchGraph unit = new PatchGraph(tf, weights.dimensions().grid());
    List<Operand<TFloat32>> tokens =
        new DinoVisionGraph(tf, kernels, graphWeights, weights).build(images, layers);
    List<Operand<TFloat32>> patches = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      // Under a name, to be held against those of other implementations.
      patches.add(
          unit.normalised(
              tf.withName("tokens_" + card.layers().get(i)).identity(tokens.get(i)), 2));
    }
    return patches;
  }

  private ModelCard card(Options options, ModelFacts facts) {
    requireNonNull(facts, "facts");
    String registers = shape.registers() > 0 ? ", " + shape.registers() + " registers" : "";
    return new ModelCard(
        facts.name(),
        VERSION,
        "DINOv2 ViT, %d blocks of %d%s"
            .formatted(shape.tower().layers(), shape.tower().width(), registers),
        layers.stream().map(layer -> "block" + layer).toList(),
        new ModelInput.Square(options.side(), options.side() / shape.patch(), Fit.SQUARE),
        MAX_SHOTS,
        facts.defaultThreshold(),
        ALL_THREADS,
        List.of("max_patch_residual"),
        facts.licence(),
        facts.provenance(),
        new TopShare(options.share(), TopShare.Rounding.DOWN),
        options.turns(),
        Map.of());
  }
}
