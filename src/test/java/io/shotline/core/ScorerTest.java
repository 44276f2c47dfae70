package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ScorerTest {
  private static final Instant NOW = Samples.CAPTURED_AT.plusMillis(321);

  private final FakeModel model = new FakeModel();
  private final Scorer scorer = scorer(model);
  private final FakeCatalog catalog = new FakeCatalog().withShots("bolt", grey(100), grey(110));

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldCallAnImageLikeTheShotsNormal() throws InterruptedException {
    ScoredImage result = scored(event("bolt", grey(120)));

    assertThat(result.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(result.score()).isCloseTo(10 / 255.0, within(1e-6));
    assertThat(result.threshold()).isEqualTo(FakeModel.THRESHOLD);
    assertThat(result.shotIds()).containsExactly("shot-0", "shot-1");
    assertThat(result.skip()).isNull();
    assertThat(result.components())
        .isEqualTo(new ScoreComponents((float) result.score(), null, null, null));
  }

  @Test
  void shouldCarryIdsTimesModelAndSizeOver() throws InterruptedException {
    ScoredImage result = scored(event("bolt", Samples.image("jpg", 300, 250, Color.GRAY)));

    assertThat(result.eventId()).isEqualTo("event-5");
    assertThat(result.cameraId()).isEqualTo("cam-3");
    assertThat(result.productId()).isEqualTo("bolt");
    assertThat(result.capturedAt()).isEqualTo(Samples.CAPTURED_AT);
    assertThat(result.scoredAt()).isEqualTo(NOW);
    assertThat(result.modelName()).isEqualTo("fake");
    assertThat(result.modelVersion()).isEqualTo("7");
    assertThat(result.viewedPart().image()).isEqualTo(new ImageSize(300, 250));
    assertThat(result.timings().decode()).isPositive();
    assertThat(result.timings().model()).isPositive();
  }

  @Test
  void shouldPointAtTheDefect() throws InterruptedException {
    BufferedImage image = new BufferedImage(480, 480, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(100, 100, 100));
    graphics.fillRect(0, 0, 480, 480);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(320, 64, 32, 64);
    graphics.dispose();

    ScoredImage result = scored(event("bolt", Samples.encode(image, "bmp")));

    assertThat(result.verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(result.hottestRegion()).contains(new Region(320, 64, 32, 64));
  }

  @Test
  void shouldHoldTheScoreAgainstTheProductsOwnThreshold() throws InterruptedException {
    catalog.with(new Product("bolt", "a bolt", 0.05, null, true, null, View.DEFAULT));

    assertThat(scored(event("bolt", grey(120))).verdict()).isEqualTo(Verdict.NORMAL);
    ScoredImage above = scored(event("bolt", grey(130)));
    assertThat(above.verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(above.threshold()).isEqualTo(0.05);
  }

  @Test
  void shouldReadTheProductOnceForAnImage() throws InterruptedException {
    scored(event("bolt", grey(120)));

    assertThat(catalog.productsRead()).isEqualTo(1);
  }

  @Test
  void shouldJudgeAScoreByTheThresholdOfItsTurn() throws InterruptedException {
    UnjudgedImage image = compared();

    catalog.with(new Product("bolt", "bolt", 0.01, null, true, Duration.ofHours(1), View.DEFAULT));

    assertThat(image.judge(state()).map(ScorerTest::verdict)).contains(Verdict.ANOMALOUS);
    assertThat(model.batchSizes()).containsExactly(1);
  }

  @Test
  void shouldJudgeNoScoreOfOtherShots() throws InterruptedException {
    UnjudgedImage image = compared();

    catalog.with(new Product("bolt", "hex bolt", null, null, true, null, View.DEFAULT));
    assertThat(image.judge(state())).as("another name").isEmpty();
    catalog.with(new Product("bolt", "bolt", null, 1, true, null, View.DEFAULT));
    assertThat(image.judge(state())).as("fewer shots").isEmpty();
    catalog.with(new Product("bolt", "bolt", null, null, false, null, View.DEFAULT));
    assertThat(image.judge(state()).map(ScorerTest::verdict)).contains(Verdict.SKIPPED);
    catalog.with(Product.withDefaults("bolt"));
    assertThat(image.judge(state())).isPresent();
    catalog.with(Samples.shot("bolt", "new", grey(200)));
    assertThat(image.judge(state())).as("another shot").isEmpty();
  }

  private UnjudgedImage compared() throws InterruptedException {
    return scorer.compare(scorer.prepare(event("bolt", grey(120)), catalog), catalog);
  }

  private ProductState state() {
    return ProductState.of(catalog, "bolt");
  }

  private static Verdict verdict(Outcome outcome) {
    return ((Outcome.Judged) outcome).image().verdict();
  }

  @Test
  void shouldCallAScoreAtTheThresholdAnomalous() throws InterruptedException {
    catalog.with(
        new Product("bolt", "a bolt", (double) (51 / 255f), null, true, null, View.DEFAULT));

    assertThat(scored(event("bolt", grey(161))).verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(scored(event("bolt", grey(160))).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldLetANewShotCountFromTheNextImageOn() throws InterruptedException {
    assertThat(scored(event("bolt", grey(200))).verdict()).isEqualTo(Verdict.ANOMALOUS);
    catalog.with(Samples.shot("bolt", "bright", grey(200)));

    ScoredImage result = scored(event("bolt", grey(200)));

    assertThat(result.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(result.shotIds()).containsExactly("shot-0", "shot-1", "bright");
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
  void shouldShowHowManyImagesWait() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      assertThat(slow.queueDepth()).isZero();
      Thread first = start(slow);
      gate.awaitEntered();
      Thread second = start(slow);
      Eventually.until("the second waits", () -> slow.queueDepth() == 1);
      gate.open();
      first.join();
      second.join();
    }
  }

  @Test
  void shouldRefuseCallersBeyondAQuarterOfTheQueueAndLetThemInAgain() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      Thread first = startCaller(slow);
      gate.awaitEntered();
      Thread second = startCaller(slow);
      Eventually.until("the second waits", () -> slow.queueDepth() == 1);

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isEmpty();
      gate.open();
      first.join();
      second.join();

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isPresent();
    }
  }

  @Test
  void shouldRefuseCallersWhileHalfOfTheQueueIsTaken() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      List<Thread> others = new ArrayList<>(List.of(start(slow)));
      gate.awaitEntered();
      for (int i = 1; i <= 4; i++) {
        int depth = i;
        others.add(start(slow));
        Eventually.until("one more waits", () -> slow.queueDepth() == depth);
      }

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isEmpty();
      assertThat(slow.queueDepth()).isEqualTo(4);
      gate.open();
      for (Thread other : others) {
        other.join();
      }
    }
  }

  @Test
  void shouldRefuseAScoreThatIsNoNumber() {
    ResidualMap map = new ResidualMap(1, 1, new float[1]);
    ScoreComponents components = new ScoreComponents(Double.NaN, null, null, null);

    assertThatThrownBy(() -> new ModelScore(Double.NaN, components, map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  private Thread start(Scorer slow) {
    return start(() -> slow.score(event("bolt", grey(100)), catalog));
  }

  private Thread startCaller(Scorer slow) {
    return start(() -> slow.tryScore(event("bolt", grey(100)), catalog));
  }

  private static Thread start(Callable<?> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
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
