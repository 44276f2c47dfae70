package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.InctrlModel;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.SmallInctrl;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.CardFit;
import io.shotline.core.FakeCatalog;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A converted model of random weights; what it computes is checked against itself. */
class InctrlModelTest {
  @TempDir private static Path folder;
  private static ModelFolder files;
  private static SavedModelScorer model;

  @BeforeAll
  static void convert() throws IOException {
    Path checkpoint = new SmallInctrl().write(folder.resolve("small.safetensors"), 5);
    InctrlModel converted =
        InctrlModel.of(
            List.of(Checkpoint.open(checkpoint)),
            null,
            List.of(3, 5, 8),
            new ModelFacts("small", 0.4, "none", "a test"));
    converted.write(folder.resolve("small"), Reference.vocabulary());
    files = ModelFolder.find(folder.resolve("small"));
    model = SavedModelScorer.load(files, DeviceSettings.DEFAULT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void shouldScoreABatchOfMixedProductsLikeOneByOne() {
    List<Bank> banks =
        List.of(
            bank("metal_plate", "shot_0.png"),
            bank("cat", "shot_1.png", "shot_2.png", "shot_0.png", "stain_rgb_240x240.png"),
            bank("bottle cap", "shot_3.png", "shot_2.png"));
    List<ScoreRequest> batch = new ArrayList<>();
    for (String query : List.of("scratch_rgb_320x256.png", "shot_0.png", "normal_rgb_64x48.png")) {
      banks.forEach(bank -> batch.add(new ScoreRequest(Reference.preprocessed(query), bank)));
    }
    requireLikeOneByOne(batch.subList(0, 3));
    requireLikeOneByOne(batch.subList(0, 8));
  }

  @Test
  void shouldScoreABatchOfOneProductLikeOneByOne() {
    Bank bank = bank("cat", "shot_1.png", "shot_2.png", "stain_rgb_240x240.png");
    requireLikeOneByOne(
        Stream.of("scratch_rgb_320x256.png", "shot_0.png", "normal_rgb_64x48.png")
            .map(query -> new ScoreRequest(Reference.preprocessed(query), bank))
            .toList());
  }

  private static void requireLikeOneByOne(List<ScoreRequest> batch) {
    List<ModelScore> together = model.score(batch);
    for (int i = 0; i < batch.size(); i++) {
      assertSame(together.get(i), model.score(List.of(batch.get(i))).get(0), 1e-5);
    }
  }

  @Test
  void shouldTakeOverFromAModelOfAnotherShapeAndGiveBack() throws Exception {
    FakeCatalog catalog =
        new FakeCatalog()
            .withShots("nut", Reference.image("shot_0.png"), Reference.image("shot_1.png"));
    ImageEvent event = Samples.event("nut", Reference.image("shot_2.png"));
    try (Scorer scorer =
        new Scorer(
            Reference.miniModel(),
            ImageLimits.DEFAULT,
            new BatchSettings(3, Duration.ZERO, 0, 8),
            64 << 20,
            ScoringMonitor.NONE,
            Clock.systemUTC())) {
      ScoredImage before = ((Outcome.Judged) scorer.score(event, catalog)).image();
      scorer.swap(SavedModelScorer.load(files, DeviceSettings.DEFAULT));
      ScoredImage small = ((Outcome.Judged) scorer.score(event, catalog)).image();
      scorer.swap(Reference.miniModel());
      ScoredImage after = ((Outcome.Judged) scorer.score(event, catalog)).image();

      assertThat(small.modelName()).isEqualTo("small");
      assertThat(small.threshold()).isEqualTo(0.4);
      assertThat(small.components().textScore()).isBetween(0.0, 1.0);
      assertThat(small.residualMap().rows()).isEqualTo(10);
      assertThat(after.score()).isCloseTo(before.score(), within(1e-6));
    }
  }

  @Test
  void shouldNotCareForTheOrderOfShots() {
    List<String> names = new ArrayList<>(List.of("shot_0.png", "shot_1.png", "shot_3.png"));
    ScoreRequest forward = request(bank("nut", names.toArray(String[]::new)));
    Collections.reverse(names);
    ScoreRequest backward = request(bank("nut", names.toArray(String[]::new)));

    assertSame(model.score(List.of(forward)).get(0), model.score(List.of(backward)).get(0), 1e-5);
  }

  @Test
  void shouldGiveTheSameWithPortableAndFusedOperations() throws IOException {
    ScoreRequest request = request(bank("nut", "shot_0.png", "shot_1.png"));
    ModelKernels portable =
        new ModelKernels(SavedModelSignatures.read(files.version()), false, 0, 0);
    assertThat(portable.signatures()).containsKeys("score_onednn", "encode_text_onednn");

    try (SavedModelScorer other = SavedModelScorer.load(files, DeviceSettings.DEFAULT, portable)) {
      assertSame(model.score(List.of(request)).get(0), other.score(List.of(request)).get(0), 1e-5);
      assertThat(other.describe("hex nut").values())
          .containsExactly(model.describe("hex nut").values(), within(1e-5f));
      DecodedImage image = Reference.preprocessed("shot_0.png");
      assertThat(other.classToken(image)).containsExactly(model.classToken(image), within(1e-4f));
    }
  }

  @Test
  void shouldMakeTheScoreOfItsTerms() {
    ModelScore score = model.score(List.of(request(bank("nut", "shot_0.png")))).get(0);

    assertThat(score.residualMap().rows()).isEqualTo(10);
    assertThat(score.components().textScore()).isBetween(0.0, 1.0);
    assertThat(score.components().imageResidual()).isBetween(0.0, 1.0);
    assertThat(score.score())
        .isCloseTo(
            (score.components().holistic() + score.components().maxPatchResidual()) / 2,
            within(1e-6));
  }

  @Test
  void shouldTellProductsApartByTheirNames() {
    ModelScore nut = model.score(List.of(request(bank("nut", "shot_0.png")))).get(0);
    ModelScore cat = model.score(List.of(request(bank("cat", "shot_0.png")))).get(0);

    assertThat(nut.components().textScore())
        .isNotCloseTo(cat.components().textScore(), within(1e-6));
    assertThat(nut.residualMap()).isEqualTo(cat.residualMap());
  }

  private static ScoreRequest request(Bank bank) {
    return new ScoreRequest(Reference.preprocessed("scratch_rgb_320x256.png"), bank);
  }

  private static Bank bank(String product, String... shots) {
    List<EncodedShot> encoded = new ArrayList<>();
    for (String shot : shots) {
      DecodedImage image;
      try {
        image = new CardFit(model).read(Reference.image(shot));
      } catch (io.shotline.core.image.UndecodableImageException e) {
        throw new IllegalArgumentException(shot, e);
      }
      encoded.add(new EncodedShot(shot, shot, model.encode(List.of(image)).get(0)));
    }
    return new Bank(product, product, 1, 16, encoded, model.describe(product));
  }

  private static void assertSame(ModelScore one, ModelScore other, double tolerance) {
    assertThat(one.score()).isCloseTo(other.score(), within(tolerance));
    assertThat(one.components().holistic())
        .isCloseTo(other.components().holistic(), within(tolerance));
    assertThat(one.components().imageResidual())
        .isCloseTo(other.components().imageResidual(), within(tolerance));
    assertThat(one.components().textScore())
        .isCloseTo(other.components().textScore(), within(tolerance));
    assertThat(one.residualMap().values())
        .containsExactly(other.residualMap().values(), within((float) tolerance));
  }
}
