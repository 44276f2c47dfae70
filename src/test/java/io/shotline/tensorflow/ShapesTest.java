package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.SmallInctrl;
import io.shotline.convert.SmallPatches;
import io.shotline.core.CardFit;
import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Region;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.View;
import io.shotline.testing.Samples;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other shapes than the published one, from the file of an image to its record. */
class ShapesTest {
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
  void shouldSeeAnImageInItsAspect() throws Exception {
    for (ImageSize size :
        List.of(
            new ImageSize(640, 480),
            new ImageSize(100, 700),
            new ImageSize(900, 3),
            new ImageSize(240, 240))) {
      EncodedImage image = Samples.image("png", size.width(), size.height(), Color.ORANGE);

      DecodedImage seen = new CardFit(model).read(image);

      assertThat(seen.size()).isEqualTo(RECTANGLE.seen(size));
      assertThat(seen.pixels()[3 * 100 + 1]).isEqualTo((byte) Color.ORANGE.getGreen());
    }
  }

  @Test
  void shouldScoreABatchLikeOneByOneWhateverTheShapesOfTheShots() throws Exception {
    Bank mixed =
        bank(
            DrawnPart.defect(640, 480, 1),
            DrawnPart.defect(300, 500, 2),
            DrawnPart.defect(90, 700, 3));
    Bank one = bank(DrawnPart.defect(500, 300, 4));
    Bank two = bank(DrawnPart.defect(640, 480, 5), DrawnPart.defect(700, 90, 6));
    List<ScoreRequest> batch = new ArrayList<>();
    for (int seed : new int[] {7, 8}) {
      DecodedImage image = new CardFit(model).read(DrawnPart.defect(640, 480, seed));
      for (Bank bank : List.of(mixed, one, two)) {
        batch.add(new ScoreRequest(image, bank));
      }
    }

    List<ModelScore> together = model.score(batch);

    for (int i = 0; i < batch.size(); i++) {
      ModelScore alone = model.score(List.of(batch.get(i))).get(0);
      assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-5));
      assertThat(together.get(i).residualMap().values())
          .containsExactly(alone.residualMap().values(), within(1e-5f));
      assertThat(alone.residualMap().rows()).isEqualTo(13);
      assertThat(alone.residualMap().columns()).isEqualTo(17);
    }
    assertThat(together.get(0).score()).isNotCloseTo(together.get(1).score(), within(1e-3));
  }

  @Test
  void shouldPointAtTheDefectOfARectangleAndTellItOnTheWire() throws Exception {
    requireFound(rectangles, new ImageSize(272, 208), 13, 17);
  }

  @Test
  void shouldPointAtTheDefectOfASqueezedImageAndTellItOnTheWire() throws Exception {
    ModelInput input = new ModelInput.Square(448, 32, Fit.SQUARE);
    ModelFolder files = new SmallPatches(input).write(folder.resolve("squeezed"));

    requireFound(files, new ImageSize(448, 448), 32, 32);
  }

  @Test
  void shouldPointAtTheDefectOfALargeSquareAndTellItOnTheWire() throws Exception {
    ModelInput input = new ModelInput.Square(448, 32, Fit.CENTRE);
    ModelFolder files = new SmallPatches(input).write(folder.resolve("large"));

    requireFound(files, new ImageSize(448, 448), 32, 32);
  }

  @Test
  void shouldConvertACheckpointOfAnotherSide() throws Exception {
    ModelFolder files = new SmallInctrl(448, 14).convert(folder, 1);
    FakeCatalog catalog = new FakeCatalog().withShots("nut", DrawnPart.defect(640, 480, 1));

    try (Scorer scorer = scorer(files, 2)) {
      scorer.rehearse();
      ScoredImage result = scored(scorer, DrawnPart.defect(640, 480, 2), catalog);

      assertThat(result.residualMap().rows()).isEqualTo(32);
      assertThat(result.residualMap().columns()).isEqualTo(32);
      assertThat(result.components().holistic()).isBetween(0.0, 1.0);
      assertThat(overTheWire(result).components()).isEqualTo(result.components());
    }
  }

  /** A defect of 40 x 40 pixels at 400, 100 in an image of 640 x 480. */
  private static void requireFound(ModelFolder files, ImageSize seen, int rows, int columns)
      throws Exception {
    FakeCatalog catalog = new FakeCatalog().withShots("nut", DrawnPart.plain(640, 480));
    try (Scorer scorer = scorer(files, 4)) {
      scorer.rehearse();
      ScoredImage result = scored(scorer, DrawnPart.defect(640, 480, 0), catalog);

      assertThat(result.verdict()).isEqualTo(Verdict.ANOMALOUS);
      assertThat(result.residualMap().rows()).isEqualTo(rows);
      assertThat(result.residualMap().columns()).isEqualTo(columns);
      assertThat(result.viewedPart().view()).isEqualTo(View.DEFAULT);
      assertThat(result.viewedPart().fitted().seen()).isEqualTo(seen);
      assertThat(result.viewedPart().region()).isEqualTo(new Region(0, 0, 640, 480));
      Region found = result.hottestRegion().orElseThrow();
      int cell = 480 / rows + 1;
      assertThat(found.x()).isBetween(400 - cell, 440);
      assertThat(found.y()).isBetween(100 - cell, 140);
      assertThat(found.x() + found.width()).isBetween(400, 440 + cell);
      assertThat(found.y() + found.height()).isBetween(100, 140 + cell);
      ScoredImage read = overTheWire(result);
      assertThat(read.residualMap()).isEqualTo(result.residualMap());
      assertThat(read.hottestRegion()).contains(found);
    }
  }

  private static ScoredImage overTheWire(ScoredImage result) {
    byte[] record = ScoredImageCodec.toBytes(new ScoredRecord(result, new SourceRecord("t", 0, 0)));
    return ScoredImageCodec.parse(record).asOptional().orElseThrow().image();
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
