package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
    assertThat(above.judgement().heldAgainst()).isEqualTo(Threshold.of(0.05, ThresholdSource.SET));
    assertThat(above.ratio()).isCloseTo(20 / 255.0 / 0.05, within(1e-6));
  }

  @Test
  void shouldTakeTheCardsThresholdOfAModelThatCannotCompareShots() throws InterruptedException {
    catalog.with(
        Product.withDefaults("bolt").withThresholdRule(new ThresholdRule(null, Sensitivity.HIGH)));

    assertThat(scored(event("bolt", grey(120))).judgement().heldAgainst())
        .isEqualTo(Threshold.of(FakeModel.THRESHOLD, ThresholdSource.MODEL));
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

    assertThat(image.judge(state(), LearntThresholds.NONE).map(ScorerTest::verdict))
        .contains(Verdict.ANOMALOUS);
    assertThat(model.batchSizes()).containsExactly(1);
  }

  @Test
  void shouldJudgeNoScoreOfOtherShots() throws InterruptedException {
    UnjudgedImage image = compared();

    catalog.with(new Product("bolt", "hex bolt", null, null, true, null, View.DEFAULT));
    assertThat(image.judge(state(), LearntThresholds.NONE)).as("another name").isEmpty();
    catalog.with(new Product("bolt", "bolt", null, 1, true, null, View.DEFAULT));
    assertThat(image.judge(state(), LearntThresholds.NONE)).as("fewer shots").isEmpty();
    catalog.with(new Product("bolt", "bolt", null, null, false, null, View.DEFAULT));
    assertThat(image.judge(state(), LearntThresholds.NONE).map(ScorerTest::verdict))
        .contains(Verdict.SKIPPED);
    catalog.with(Product.withDefaults("bolt"));
    assertThat(image.judge(state(), LearntThresholds.NONE)).isPresent();
    catalog.with(Samples.shot("bolt", "new", grey(200)));
    assertThat(image.judge(state(), LearntThresholds.NONE)).as("another shot").isEmpty();
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

  private ScoredImage scored(ImageEvent event) throws InterruptedException {
    Outcome outcome = scorer.score(event, catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
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
