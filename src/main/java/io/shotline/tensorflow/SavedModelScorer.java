package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.UprightPixels;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.ScoreComponents;
import io.shotline.tensorflow.text.ClipTokenizer;
import io.shotline.tensorflow.text.TextPrior;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/**
 * A SavedModel with the signatures {@code encode}, {@code score} and, for a text prior, {@code
 * encode_text} behind the core's port. Knows their names and nothing of the network. One session
 * for all threads; every tensor is closed in the method that made it, but for the pixels that a
 * caller reads and the banks of the last runs.
 */
public final class SavedModelScorer implements ScoringModel {
  private static final Logger LOG = LoggerFactory.getLogger(SavedModelScorer.class);
  private static final String TEXT_PRIOR = "text_score";

  private final ModelCard card;
  private final LoadedModel loaded;
  private final ImageFileGraph files;
  private final SignatureRunner encode;
  private final SignatureRunner score;
  private final @Nullable CompareSignature compare;
  private final @Nullable SecondLookSignatures secondLook;
  private final @Nullable TextPrior textPrior;
  private final ModelKernels kernels;
  private final RecentBanks recentBanks;

  private SavedModelScorer(
      ModelCard card,
      LoadedModel loaded,
      ModelKernels kernels,
      @Nullable ClipTokenizer tokenizer,
      ImageFileGraph files) {
    this.card = requireNonNull(card, "card");
    this.loaded = requireNonNull(loaded, "loaded");
    Session session = loaded.session();
    this.encode = kernels.runner(session, "encode");
    this.score = kernels.runner(session, "score");
    this.files = requireNonNull(files, "files");
    this.kernels = kernels;
    this.recentBanks = new RecentBanks(card);
    this.compare = CompareSignature.of(kernels, session, card);
    this.secondLook = SecondLookSignatures.of(kernels, session, card);
    this.textPrior =
        tokenizer == null
            ? null
            : TextSignature.prior(kernels.runner(session, "encode_text"), tokenizer);
  }

  /**
   * Loads a model and runs it once, so that the first image does not pay for the optimiser.
   *
   * @throws IOException if the folder's files cannot be read or are no model; says why in one line
   */
  public static SavedModelScorer load(ModelFolder folder, DeviceSettings devices)
      throws IOException {
    try {
      return load(folder, devices, ModelKernels.of(folder, devices));
    } catch (RuntimeException e) {
      // TensorFlow's and those of a graph that gives something else than a score.
      throw new IOException(reason(e), e);
    }
  }

  static SavedModelScorer load(ModelFolder folder, DeviceSettings devices, ModelKernels kernels)
      throws IOException {
    ModelCard card = folder.card();
    CardSignatures.require(folder, kernels.signatures());
    GpuDevices.remarks(kernels.gpus(), devices.precision(), System.getenv()).forEach(LOG::warn);
    ClipTokenizer tokenizer =
        card.terms().contains(TEXT_PRIOR) ? ClipTokenizer.read(folder.vocabulary()) : null;
    LoadedModel loaded =
        LoadedModel.of(folder.version(), devices.precision(), kernels.config(devices));
    SavedModelScorer scorer;
    try {
      // After the model's, which sets up TensorFlow's threads.
      ImageFileGraph files = new ImageFileGraph(kernels.fileConfig(devices));
      scorer = new SavedModelScorer(card, loaded, kernels, tokenizer, files);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
    try {
      FirstRuns.of(scorer);
      return scorer;
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  /** How many GPUs the model can run on. */
  public int gpuDevices() {
    return kernels.gpus();
  }

  /** Processor threads of one operation; 0 takes all. */
  public int threadsPerRun() {
    return kernels.threadsPerRun();
  }

  @Override
  public int runs() {
    return kernels.runs(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public int batchOf(int waiting) {
    return kernels.batchOf(waiting);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    return UprightPixels.of(files.decode(image, header, bits), header.orientation());
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return SecondLookSignatures.encode(images, encodeLook(images), this::encodeLook);
  }

  private List<ShotFeatures> encodeLook(List<DecodedImage> images) {
    try (Tensors tensors = new Tensors()) {
      SignatureRunner.Outputs outputs =
          encode.run(Map.of("images", tensors.images(images)), tensors);
      Grid grid = card.input().grid(images.get(0).size());
      List<ShotFeatures> features = new ArrayList<>();
      for (int image = 0; image < images.size(); image++) {
        float[][] layers = new float[card.layers().size()][];
        for (int layer = 0; layer < layers.length; layer++) {
          layers[layer] = outputs.patches(card.layers().get(layer), image, grid);
        }
        features.add(new ShotFeatures(grid, layers, outputs.row("token", image)));
      }
      return features;
    }
  }

  /** f_c of an image, E values; none if the model has no class token. */
  public float[] classToken(DecodedImage image) {
    try (Tensors tensors = new Tensors()) {
      SignatureRunner.Outputs outputs =
          encode.run(Map.of("images", tensors.images(List.of(image))), tensors);
      return outputs.names().contains("class_token") ? outputs.row("class_token", 0) : new float[0];
    }
  }

  @Override
  public TextFeatures describe(String productName) {
    return textPrior == null ? TextFeatures.NONE : new TextFeatures(textPrior.of(productName));
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    List<ModelScore> first = scoreLook(batch);
    return secondLook == null || batch.get(0).image().second().isEmpty()
        ? first
        : secondLook.score(batch, first, this::encodeLook);
  }

  private List<ModelScore> scoreLook(List<ScoreRequest> batch) {
    BankStack banks = BankStack.of(batch.stream().map(ScoreRequest::bank).toList());
    try (Tensors tensors = new Tensors();
        RecentBanks.Taken taken = recentBanks.take(banks)) {
      Map<String, Tensor> inputs = new HashMap<>(taken.inputs());
      inputs.put("images", tensors.images(batch.stream().map(ScoreRequest::image).toList()));
      inputs.put("bank_index", tensors.integers(banks.index()));
      SignatureRunner.Outputs outputs = score.run(inputs, tensors);
      List<ModelScore> scores = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        ScoreComponents components =
            new ScoreComponents(
                outputs.row("max_patch_residual", i)[0],
                term("holistic", outputs, i),
                term("image_residual", outputs, i),
                term("text_score", outputs, i));
        ResidualMap map = outputs.map("residual_map", i);
        scores.add(new ModelScore(outputs.row("score", i)[0], components, map));
      }
      return scores;
    }
  }

  @Override
  public List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
    if (compare == null) {
      return ScoringModel.super.compare(images, banks);
    }
    return secondLook == null || images.get(0).second().isEmpty()
        ? compare.scores(images, banks)
        : secondLook.compare(images, banks);
  }

  @Override
  public void close() {
    try (loaded;
        files;
        secondLook) {
      recentBanks.close();
    }
  }

  private @Nullable Double term(String name, SignatureRunner.Outputs outputs, int image) {
    return card.terms().contains(name) ? (double) outputs.row(name, image)[0] : null;
  }

  /** Says in one line why a model cannot be used. */
  public static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.toString()
        : message.lines().findFirst().orElse(message);
  }
}
