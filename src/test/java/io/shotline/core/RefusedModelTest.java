package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.FakeModel;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new model that cannot serve: the old one stays. */
@Timeout(600)
class RefusedModelTest {
  private final FakeModel first = model("1");
  private final SeenSwaps seen = new SeenSwaps();
  private final FakeCatalog catalog =
      new FakeCatalog().withShots("bolt", grey(100), grey(110)).withShots("nut", grey(50));
  private Scorer scorer = scorer(first, 4);

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldKeepTheOldModelWhenTheNewOneGivesNoNumbers() throws InterruptedException {
    assertRefused(OtherModel.scoring(Double.NaN, 0), "the model's score is NaN");
    assertRefused(OtherModel.scoring(1.5, 0), "it scores a shot of product object 1.5, not 0");
    assertRefused(OtherModel.scoring(0.5, Float.NaN), "its residual map has NaN in it");
  }

  @Test
  void shouldKeepTheOldModelWhenTheNewOneFails() throws InterruptedException {
    FakeModel broken =
        new FakeModel(
            "2",
            batch -> {
              throw new IllegalStateException("no kernel for this machine");
            });
    assertRefused(broken, "no kernel for this machine");
    assertThat(broken.closedCount()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheOldModelWhenResultsOfTheNewOneCouldNotBeToldApart()
      throws InterruptedException {
    assertRefused(model("1"), "model.json calls it fake/1, which serves");
  }

  @Test
  void shouldKeepTheOldModelWhenTheNewOneCanUseNoShotOfAProduct() throws InterruptedException {
    scored("nut");
    OtherModel blind =
        new OtherModel() {
          @Override
          public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
              throws UndecodableImageException {
            if (image.bytes()[0] != 'B') {
              throw new UndecodableImageException("reads BMP only", new IllegalStateException());
            }
            return super.decode(image, header, bits);
          }
        };
    assertRefused(blind, "it can use none of the 1 shots of product nut");
  }

  private void assertRefused(ScoringModel model, String reason) throws InterruptedException {
    assertThatThrownBy(() -> scorer.swap(model)).hasMessageContaining(reason);
    assertThat(scored("bolt").modelVersion()).isEqualTo("1");
    assertThat(first.closedCount()).isZero();
    assertThat(seen.swaps).isEmpty();
  }

  private ScoredImage scored(String product) throws InterruptedException {
    Outcome outcome = scorer.score(event(product, grey(120)), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
  }

  private static FakeModel model(String version) {
    return new FakeModel(version, batch -> {});
  }

  private Scorer scorer(ScoringModel model, int maxBatch) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(maxBatch, Duration.ZERO, 0, 9),
        1 << 20,
        seen,
        Clock.systemUTC());
  }
}
