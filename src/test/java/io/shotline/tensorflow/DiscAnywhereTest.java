package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A disc is found wherever it lies, on plates of every shape, with the shipped model. */
class DiscAnywhereTest {
  private static final double AREA = 640 * 480;

  private static final StretchedPlates PLATES = new StretchedPlates();
  private static Scorer scorer;

  @BeforeContainer
  static void open() throws InterruptedException {
    scorer =
        new Scorer(
            Reference.defaultModel(),
            ImageLimits.DEFAULT,
            new BatchSettings(8, Duration.ZERO, 0, 32),
            64 << 20,
            ScoringMonitor.NONE,
            Clock.systemUTC());
  }

  @AfterContainer
  static void close() {
    scorer.close();
  }

  /**
   * @param turn of the ratio: 1:4 at 0, 16:1 at 1
   * @param size of the disc, a share of the shorter side
   * @param across its centre from one border to the other, where it touches both
   * @param plate that is judged; shots are the first four
   */
  @Property(tries = 25, seed = "18")
  void shouldFindADiscAnywhereOnAnyShape(
      @ForAll @DoubleRange(min = 0, max = 1) double turn,
      @ForAll @DoubleRange(min = 0.1, max = 0.2) double size,
      @ForAll @DoubleRange(min = 0, max = 1) double across,
      @ForAll @DoubleRange(min = 0, max = 1) double down,
      @ForAll @IntRange(min = 5, max = 7) int plate)
      throws InterruptedException {
    double ratio = 0.25 * Math.pow(64, turn);
    ImageSize shape =
        new ImageSize(
            (int) Math.round(Math.sqrt(AREA * ratio)), (int) Math.round(Math.sqrt(AREA / ratio)));
    FakeCatalog catalog = new FakeCatalog();
    EncodedImage[] shots = new EncodedImage[4];
    for (int shot = 0; shot < 4; shot++) {
      shots[shot] = PLATES.file(shot, shape);
    }
    String id = shape.toString();
    catalog.withShots(id, shots);
    double diameter = size * Math.min(shape.width(), shape.height());
    double x = diameter / 2 + across * (shape.width() - diameter);
    double y = diameter / 2 + down * (shape.height() - diameter);

    ScoredImage marked = judged(id, PLATES.withDisc(plate, shape, x, y, diameter), catalog);

    assertThat(marked.verdict())
        .as(
            "%s, disc of %s at %s,%s of plate %d: %s of %s",
            shape, diameter, x, y, plate, marked.score(), marked.threshold())
        .isEqualTo(Verdict.ANOMALOUS);
    Region region = marked.hottestRegion().orElseThrow();
    assertThat(x)
        .as(region.toString())
        .isBetween((double) region.x(), (double) region.x() + region.width());
    assertThat(y)
        .as(region.toString())
        .isBetween((double) region.y(), (double) region.y() + region.height());
  }

  private static ScoredImage judged(String id, EncodedImage image, FakeCatalog catalog)
      throws InterruptedException {
    return ((Outcome.Judged) scorer.score(Samples.event(id, image), catalog)).image();
  }
}
