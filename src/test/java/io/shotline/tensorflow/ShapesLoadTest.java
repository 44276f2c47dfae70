package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.SmallPatches;
import io.shotline.core.CardFit;
import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes of shots and images in one batch and at once. */
class ShapesLoadTest {
  private static final ModelInput RECTANGLE = new ModelInput.Rectangle(57_600, 16);
  @TempDir private static Path folder;
  private static ModelFolder rectangles;
  private static SavedModelScorer model;

  @BeforeAll
  static void write() throws IOException {
    rectangles = new SmallPatches(RECTANGLE).write(folder.resolve("rectangles"));
    model = SavedModelScorer.load(rectangles, DeviceSettings.DEFAULT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void shouldRefuseARunOfTwoShapes() throws Exception {
    Bank bank = bank(DrawnPart.defect(640, 480, 1));
    ScoreRequest wide =
        new ScoreRequest(new CardFit(model).read(DrawnPart.defect(640, 480, 1)), bank);
    ScoreRequest high =
        new ScoreRequest(new CardFit(model).read(DrawnPart.defect(480, 640, 1)), bank);

    assertThatThrownBy(() -> model.score(List.of(wide, high)))
        .hasMessage("a run must have images of one size, got 272 x 208 and 208 x 272");
  }

  @Test
  void shouldGiveImagesOfAllShapesTheirOwnScoreUnderLoad() throws Exception {
    FakeCatalog catalog =
        new FakeCatalog()
            .withShots("nut", DrawnPart.defect(640, 480, 1), DrawnPart.defect(480, 640, 2));
    List<EncodedImage> images = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      images.add(
          i % 3 == 0
              ? DrawnPart.defect(640, 480, i)
              : DrawnPart.defect(300, 100 + 100 * (i % 3), i));
    }
    try (Scorer scorer = scorer(rectangles, 8)) {
      List<CompletableFuture<ScoredImage>> all = new ArrayList<>();
      for (EncodedImage image : images) {
        all.add(
            CompletableFuture.supplyAsync(
                () -> scored(scorer, image, catalog), task -> new Thread(task).start()));
      }
      for (int i = 0; i < images.size(); i++) {
        ScoredImage together = all.get(i).join();
        ScoredImage alone = scored(scorer, images.get(i), catalog);
        assertThat(together.score()).isCloseTo(alone.score(), within(1e-5));
        // The mean of 4:3 and 3:4 is the shape of all.
        assertThat(together.viewedPart().fitted().seen()).isEqualTo(new ImageSize(240, 240));
        assertThat(together.viewedPart().share()).isEqualTo(1);
      }
    }
  }

  private static Scorer scorer(ModelFolder files, int maxBatch) throws IOException {
    return new Scorer(
        SavedModelScorer.load(files, DeviceSettings.DEFAULT),
        ImageLimits.DEFAULT,
        new BatchSettings(maxBatch, Duration.ZERO, 0, 32),
        64 << 20,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }

  private static ScoredImage scored(Scorer scorer, EncodedImage image, FakeCatalog catalog) {
    try {
      return ((Outcome.Judged) scorer.score(Samples.event("nut", image), catalog)).image();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bank bank(EncodedImage... shots) throws UndecodableImageException {
    List<EncodedShot> encoded = new ArrayList<>();
    for (EncodedImage shot : shots) {
      String name = "shot-" + encoded.size();
      encoded.add(
          new EncodedShot(name, name, model.encode(List.of(new CardFit(model).read(shot))).get(0)));
    }
    return new Bank("nut", "nut", 1, 16, encoded, TextFeatures.NONE);
  }
}
