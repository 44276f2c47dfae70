package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.result.ScoreComponents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Runs the signatures {@code residuals} and {@code looks} of a model that looks at images twice.
 * The second look takes images one by one, and of an image as many patches as the memory for their
 * comparison allows: whole batches of large images would take gigabytes. Safe for use by many
 * threads.
 */
final class SecondLookSignatures implements AutoCloseable {
  /** Cosines in one run: as many as the processor's caches hold about. */
  private static final int MOST_COSINES = 1 << 20;

  private final ModelCard card;
  private final SignatureRunner residuals;
  private final SignatureRunner looks;
  private final RecentBanks recentBanks;

  private SecondLookSignatures(ModelCard card, SignatureRunner residuals, SignatureRunner looks) {
    this.card = requireNonNull(card, "card");
    this.residuals = requireNonNull(residuals, "residuals");
    this.looks = requireNonNull(looks, "looks");
    this.recentBanks = new RecentBanks(card);
  }

  /** Returns the signatures of a model that looks twice, null of another. */
  static @Nullable SecondLookSignatures of(ModelKernels kernels, Session session, ModelCard card) {
    return card.input() instanceof ModelInput.Rectangle input && input.second() != null
        ? new SecondLookSignatures(
            card, kernels.runner(session, "residuals"), kernels.runner(session, "looks"))
        : null;
  }

  /**
   * Returns the features with those of the second look of their images.
   *
   * @param encoder of one look at images of one size
   */
  static List<ShotFeatures> encode(
      List<DecodedImage> images,
      List<ShotFeatures> first,
      Function<List<DecodedImage>, List<ShotFeatures>> encoder) {
    List<ShotFeatures> both = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      ShotFeatures features = first.get(i);
      double weight = images.get(i).looks().weight();
      both.add(
          images
              .get(i)
              .second()
              .map(closer -> features.with(encoder.apply(List.of(closer)).get(0), weight))
              .orElse(features));
    }
    return both;
  }

  /**
   * Brings the scores of the first look and a second look at the images to one score each.
   *
   * @param batch images that all have a second look
   * @param encoder of one look at images of one size
   */
  List<ModelScore> score(
      List<ScoreRequest> batch,
      List<ModelScore> first,
      Function<List<DecodedImage>, List<ShotFeatures>> encoder) {
    List<ModelScore> scores = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      DecodedImage image = batch.get(i).image();
      ShotFeatures closer = encoder.apply(List.of(image.second().orElseThrow())).get(0);
      BankStack bank = BankStack.of(List.of(second(batch.get(i).bank())));
      try (RecentBanks.Taken taken = recentBanks.take(bank)) {
        ResidualMap map = residuals(closer, taken.inputs());
        scores.add(together(first.get(i).residualMap(), map, image.looks().weight()));
      }
    }
    return scores;
  }

  /** Returns the score of each image, as {@link CompareSignature} does for one look. */
  List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
    CompareSignature.requireAsMany(images, banks);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      ShotFeatures image = images.get(i);
      ResidualMap first = residuals(image.first(), banks.get(i));
      ResidualMap closer = residuals(second(image), second(banks.get(i)));
      scores.add(together(first, closer, image.weight()).score());
    }
    return scores;
  }

  private ResidualMap residuals(ShotFeatures image, Bank bank) {
    try (Tensors tensors = new Tensors()) {
      return residuals(image, BankStack.of(List.of(bank)).inputs(card, tensors));
    }
  }

  /** Returns the bank of the second look at the same shots, the same whenever it is asked for. */
  private static Bank second(Bank bank) {
    return bank.withShots(
        bank.shots().stream()
            .map(shot -> new EncodedShot(shot.shotId(), shot.digest(), second(shot.features())))
            .toList());
  }

  private static ShotFeatures second(ShotFeatures features) {
    return features
        .second()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "images and shots are to be looked at twice, or none of them"));
  }

  /**
   * Returns the residuals of one look at an image.
   *
   * @param bank tensors of one bank of this look
   */
  private ResidualMap residuals(ShotFeatures image, Map<String, Tensor> bank) {
    Grid grid = image.grid();
    float[] values = new float[grid.patches()];
    Tensor firstLayer = requireNonNull(bank.get("bank_" + card.layers().get(0)), "bank");
    long ofBank = firstLayer.shape().get(1);
    int most = (int) Math.max(1, Math.min(values.length, MOST_COSINES / ofBank));
    for (int from = 0; from < values.length; from += most) {
      int count = Math.min(most, values.length - from);
      try (Tensors tensors = new Tensors()) {
        Map<String, Tensor> inputs = new HashMap<>(bank);
        for (int layer = 0; layer < card.layers().size(); layer++) {
          inputs.put(
              "patches_" + card.layers().get(layer), patches(image, layer, from, count, tensors));
        }
        inputs.put("bank_index", tensors.integers(new int[] {0}));
        SignatureRunner.Outputs outputs = residuals.run(inputs, tensors);
        outputs.all("residuals").read(values, from, count);
      }
    }
    return new ResidualMap(grid.rows(), grid.columns(), values);
  }

  /** [1, count, D_l]. */
  private static TFloat32 patches(
      ShotFeatures image, int layer, int from, int count, Tensors tensors) {
    float[] values = image.layer(layer);
    int width = values.length / image.grid().patches();
    TFloat32 tensor = tensors.floats(Shape.of(1, count, width));
    tensor.asRawTensor().data().asFloats().write(values, from * width, count * width);
    return tensor;
  }

  private ModelScore together(ResidualMap first, ResidualMap closer, double weight) {
    try (Tensors tensors = new Tensors()) {
      TFloat32 weights = tensors.floats(Shape.of(1));
      weights.setFloat((float) weight, 0);
      SignatureRunner.Outputs outputs =
          looks.run(
              Map.of(
                  "residual_map",
                  tensors.map(first),
                  "second_residual_map",
                  tensors.map(closer),
                  "weight",
                  weights),
              tensors);
      return new ModelScore(
          outputs.row("score", 0)[0],
          new ScoreComponents(outputs.row("max_patch_residual", 0)[0], null, null, null),
          outputs.map("residual_map", 0));
    }
  }

  @Override
  public void close() {
    recentBanks.close();
  }
}
