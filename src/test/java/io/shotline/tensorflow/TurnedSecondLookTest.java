package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.Outcome;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When fine looks twice at turned copies of shots, and what it makes of them. */
class TurnedSecondLookTest {
  private static final Path DRAWN = Path.of("../shared/encoder/images");

  /** Encoded by themselves: turned copies at the second look. */
  private static final int COPIES = 4 * 7;

  private final FakeCatalog catalog = new FakeCatalog();
  private Counting model;
  private Scorer scorer;

  @BeforeEach
  void open() throws IOException {
    model =
        new Counting(SavedModelScorer.load(new ModelFolder(MiniTwo.FINE), DeviceSettings.DEFAULT));
    scorer =
        new Scorer(
            model,
            ImageLimits.DEFAULT,
            new BatchSettings(2, Duration.ZERO, 0, 8),
            64 << 20,
            ScoringMonitor.NONE,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldLookOnceAtCopiesThatTheBankDoesNotHold() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      catalog.with(Samples.shot("plate", "shot-" + i, Reference.image("shot_" + i + ".png")));
    }

    double score = score("plate", Reference.image("scratch_rgb_320x256.png"));

    assertThat(score).isCloseTo(0.0951036131316489, within(1e-4));
    assertThat(model.large).isEmpty();
  }

  @Test
  void shouldLookTwiceAtCopiesThatTheBankHolds() throws IOException, InterruptedException {
    assumeThat(DRAWN).exists();
    for (int i = 0; i < 4; i++) {
      catalog.with(Samples.shot("turned", "shot-" + i, drawn("turned_" + i + ".png")));
    }

    double score = score("turned", drawn("turned_scratch.png"));

    assertThat(score).isCloseTo(0.08222315736087689, within(1e-4));
    assertThat(model.large).hasSize(COPIES);
    catalog.with(Samples.shot("turned", "late", drawn("turned_normal.png")));
    assertThat(score("turned", drawn("turned_scratch.png"))).isLessThan(score);
    assertThat(model.large).as("of the new shot alone").hasSize(COPIES + 7);
  }

  private double score(String product, EncodedImage image) throws InterruptedException {
    Outcome outcome = scorer.score(Samples.event(product, image), catalog);
    return ((Outcome.Judged) outcome).image().score();
  }

  private static EncodedImage drawn(String name) throws IOException {
    return new EncodedImage(Files.readAllBytes(DRAWN.resolve(name)));
  }

  /** Notes the large images that are encoded by themselves. */
  private static final class Counting implements ScoringModel {
    private final ScoringModel fine;
    private final List<DecodedImage> large = new ArrayList<>();

    private Counting(ScoringModel fine) {
      this.fine = fine;
    }

    @Override
    public ModelCard card() {
      return fine.card();
    }

    @Override
    public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
        throws UndecodableImageException {
      return fine.decode(image, header, bits);
    }

    @Override
    public List<ShotFeatures> encode(List<DecodedImage> images) {
      images.stream().filter(image -> image.size().pixels() > 200_000).forEach(large::add);
      return fine.encode(images);
    }

    @Override
    public TextFeatures describe(String productName) {
      return fine.describe(productName);
    }

    @Override
    public List<ModelScore> score(List<ScoreRequest> batch) {
      return fine.score(batch);
    }

    @Override
    public List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
      return fine.compare(images, banks);
    }

    @Override
    public void close() {
      fine.close();
    }
  }
}
