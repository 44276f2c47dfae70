package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images that get no score: skipped, rejected, or held up by a failure. */
@Timeout(600)
class UnscoredImageTest {
  private static final Instant NOW = Samples.CAPTURED_AT.plusMillis(321);
  private final FakeModel model = new FakeModel();
  private final Scorer scorer = scorer(model);
  private final FakeCatalog catalog = new FakeCatalog().withShots("bolt", grey(100), grey(110));

  @AfterEach
  void close() {
    scorer.close();
  }

  private static Verdict verdict(Outcome outcome) {
    return ((Outcome.Judged) outcome).image().verdict();
  }

  @Test
  void shouldSkipADisabledProduct() throws InterruptedException {
    catalog.with(new Product("bolt", "a bolt", null, null, false, null, View.DEFAULT));

    ScoredImage result = scored(event("bolt", grey(250)));

    assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(result.skip().reason()).isEqualTo(Skip.Reason.PRODUCT_DISABLED);
    assertThat(result.skip().detail()).contains("bolt", "disabled");
    assertThat(result.hottestRegion()).isEmpty();
    assertThat(model.decodedCount()).isZero();
  }

  @Test
  void shouldTellAnUnknownProductFromOneWithoutShots() throws InterruptedException {
    catalog.with(new Product("nut", "a nut", null, null, true, null, View.DEFAULT));

    assertRejected(event("screw", grey(1)), Reason.UNKNOWN_PRODUCT, "--product screw");
    assertRejected(event("nut", grey(1)), Reason.NO_SHOTS, "product nut has no shots");
  }

  @Test
  void shouldSayThatAllShotsAreBroken() throws InterruptedException {
    catalog.withShots("nut", Samples.cutShort(), new EncodedImage(new byte[0]));

    assertRejected(event("nut", grey(1)), Reason.NO_SHOTS, "none of the 2 shots");
    int lists = catalog.listsRead();
    assertRejected(event("nut", grey(2)), Reason.NO_SHOTS, "none of the 2 shots");
    assertThat(catalog.listsRead()).as("not read for every image").isEqualTo(lists);
  }

  @Test
  void shouldRejectWhatItsHeaderForbidsWithoutDecoding() throws InterruptedException {
    EncodedImage text = new EncodedImage("a text".getBytes(StandardCharsets.UTF_8));

    assertRejected(event("bolt", text), Reason.NOT_AN_IMAGE, "JPEG");
    assertRejected(event("bolt", Samples.pngHeader(30_000, 30_000)), Reason.TOO_MANY_PIXELS, "");
    assertThat(model.decodedCount()).isZero();
  }

  @Test
  void shouldRejectAnImageCutShortAndScoreTheNext() throws InterruptedException {
    assertRejected(event("bolt", Samples.cutShort()), Reason.UNDECODABLE_IMAGE, "broken");

    assertThat(scored(event("bolt", grey(100))).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldPassAFailureOfTheModelOn() {
    FakeModel broken =
        new FakeModel(
            batch -> {
              throw new IllegalStateException("no memory");
            });
    try (Scorer failing = scorer(broken)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> failing.score(event("bolt", grey(100)), catalog))
            .isInstanceOf(ModelFailedException.class)
            .hasRootCauseMessage("no memory");
      }
    }
    assertThat(broken.batchSizes()).containsExactly(1);
  }

  @Test
  void shouldRefuseAScoreThatIsNoNumber() {
    ResidualMap map = new ResidualMap(1, 1, new float[1]);
    ScoreComponents components = new ScoreComponents(Double.NaN, null, null, null);

    assertThatThrownBy(() -> new ModelScore(Double.NaN, components, map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  private ScoredImage scored(ImageEvent event) throws InterruptedException {
    Outcome outcome = scorer.score(event, catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
  }

  private void assertRejected(ImageEvent event, Reason reason, String detail)
      throws InterruptedException {
    Outcome outcome = scorer.score(event, catalog);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    Rejection rejection = ((Outcome.Rejected) outcome).rejection();
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.detail()).contains(detail);
  }

  private static Scorer scorer(ScoringModel model) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ZERO, 0, 9),
        1 << 20,
        ScoringMonitor.NONE,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
