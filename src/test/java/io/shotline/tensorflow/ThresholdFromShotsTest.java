package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped models' images are held against where nobody set a threshold. */
@ParameterizedClass
@MethodSource("models")
class ThresholdFromShotsTest {
  private static final String SCRATCH = "scratch_rgb_320x256.png";
  private static final String NORMAL = "normal_rgb_320x256.png";
  private static final String[] FOUR = {"shot_0.png", "shot_1.png", "shot_2.png", "shot_3.png"};

  private static Scorer scorer;
  private static int products;
  private static final Map<String, ShotScores> TOLD = new ConcurrentHashMap<>();

  /** A product of its own, so that no bank of another case is found for it. */
  private record Plate(String id, FakeCatalog catalog) {
    static Plate of(String... shots) {
      String id = "plate-" + products++;
      EncodedImage[] images = Stream.of(shots).map(Reference::image).toArray(EncodedImage[]::new);
      return new Plate(id, new FakeCatalog().withShots(id, images));
    }

    Plate with(ThresholdRule rule, View view) {
      catalog.with(Product.withDefaults(id).withThresholdRule(rule).withView(view));
      return this;
    }

    Plate with(ThresholdRule rule) {
      return with(rule, View.DEFAULT);
    }

    ShotScores scores() {
      return scorer.shotReport(id, catalog).scores();
    }
  }

  /**
   * Makes a test of a model.
   *
   * @param model that {@link #open} has loaded for all tests
   */
  ThresholdFromShotsTest(Path model) {
    assertThat(model).isDirectory();
  }

  static Stream<Path> models() {
    return Stream.of(MiniTwo.FOLDER, MiniTwo.FINE);
  }

  @BeforeParameterizedClassInvocation
  static void open(Path model) throws IOException {
    scorer = scorer(SavedModelScorer.load(new ModelFolder(model), DeviceSettings.DEFAULT));
  }

  @AfterParameterizedClassInvocation
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @EnumSource(Sensitivity.class)
  void shouldHoldImagesAgainstTheThresholdFromTheirShots(Sensitivity sensitivity) {
    Plate plate = Plate.of(FOUR).with(new ThresholdRule(null, sensitivity));
    double expected = expected(sensitivity);

    ScoredImage scratch = scored(scorer, SCRATCH, plate);

    Threshold threshold = scratch.judgement().heldAgainst();
    assertThat(threshold.value()).isCloseTo(expected, within(0.01 * expected));
    assertThat(threshold.source()).isEqualTo(ThresholdSource.SHOTS);
    assertThat(threshold.isUnsure()).isFalse();
    assertThat(scratch.ratio()).isCloseTo(scratch.score() / threshold.value(), within(1e-9));
    assertThat(scratch.verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(scored(scorer, NORMAL, plate).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldTakeSensitivityNormalWhereNobodySaysAnything() {
    assertThat(scored(scorer, NORMAL, Plate.of(FOUR)).threshold())
        .isCloseTo(expected(Sensitivity.NORMAL), within(0.0003));
  }

  /** Returns the threshold of four shots by the reference. */
  private static double expected(Sensitivity sensitivity) {
    return StreamSupport.stream(
            Reference.json("mini2_cases.json").get("cases").spliterator(), false)
        .filter(each -> each.get("case").asText().equals("plates"))
        .filter(each -> each.get("model").asText().equals(scorer.card().name()))
        .findFirst()
        .orElseThrow()
        .get("threshold_" + sensitivity.name().toLowerCase(Locale.ROOT))
        .asDouble();
  }

  @Test
  void shouldTakeAPersonsNumberFirst() {
    Plate plate = Plate.of(FOUR).with(new ThresholdRule(0.2, null));

    ScoredImage scratch = scored(scorer, SCRATCH, plate);

    assertThat(scratch.judgement().heldAgainst()).isEqualTo(Threshold.of(0.2, ThresholdSource.SET));
    assertThat(scratch.verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldTakeTheCardsNumberForAModelThatCannotCompareShots() {
    try (Scorer first = scorer(Reference.miniModel())) {
      ScoredImage scratch = scored(first, SCRATCH, Plate.of(FOUR));

      assertThat(scratch.judgement().heldAgainst())
          .isEqualTo(Threshold.of(first.card().defaultThreshold(), ThresholdSource.MODEL));
    }
  }

  @Test
  void shouldSayThatFewShotsAreTooFewAndTellAllTheSame() {
    for (int count = 1; count < 4; count++) {
      Plate plate = Plate.of(Stream.of(FOUR).limit(count).toArray(String[]::new));

      ScoredImage normal = scored(scorer, NORMAL, plate);
      ScoredImage scratch = scored(scorer, SCRATCH, plate);

      assertThat(normal.judgement().heldAgainst().isUnsure()).isTrue();
      assertThat(normal.judgement().heldAgainst().source()).isEqualTo(ThresholdSource.SHOTS);
      assertThat(normal.verdict()).as(count + " shots " + normal).isEqualTo(Verdict.NORMAL);
      assertThat(scratch.verdict()).as(count + " shots " + scratch).isEqualTo(Verdict.ANOMALOUS);
    }
  }

  @Test
  void shouldNotTakeCopiesOfAShotForOtherParts() {
    Plate copies = Plate.of("shot_0.png", "shot_0.png", "shot_0.png", "shot_0.png");

    ScoredImage normal = scored(scorer, NORMAL, copies);

    assertThat(normal.threshold())
        .isEqualTo(scored(scorer, NORMAL, Plate.of("shot_0.png")).threshold());
    assertThat(normal.judgement().heldAgainst().isUnsure()).isTrue();
    assertThat(normal.verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldNameAShotWithADefect() {
    Plate plate = Plate.of("shot_0.png", "shot_1.png", "shot_2.png", SCRATCH);

    ShotScores scores = plate.scores();

    assertThat(scores.odd()).extracting(ShotScores.Odd::shotId).containsExactly("shot-3");
    assertThat(Plate.of(FOUR).scores().odd()).isEmpty();
  }

  @Test
  void shouldNameAPictureOfSomethingElse() {
    FakeCatalog catalog =
        new FakeCatalog()
            .withShots("noise", Stream.of(FOUR).map(Reference::image).toArray(EncodedImage[]::new));
    catalog.with(Samples.shot("noise", "noise.png", Samples.noise(320, 256, 20)));

    assertThat(scorer.shotReport("noise", catalog).scores().odd())
        .extracting(ShotScores.Odd::shotId)
        .containsExactly("noise.png");
  }

  @Test
  void shouldTellTheMonitorWhatTheShotsScore() {
    Plate plate = Plate.of(FOUR);

    assertThat(plate.scores().shots()).isEqualTo(4);
    assertThat(TOLD.get(plate.id())).isEqualTo(plate.scores());
  }

  @ParameterizedTest
  @EnumSource(Match.class)
  void shouldScoreTheTilesOfShotsAsThoseOfImages(Match match) {
    View view = new View(Fit.WHOLE, null, new Tiles(2, 1), 10, match, null);
    Plate all = Plate.of(FOUR).with(ThresholdRule.AUTOMATIC, view);
    Plate others = Plate.of("shot_1.png", "shot_2.png", "shot_3.png");
    others.with(ThresholdRule.AUTOMATIC, view);

    ShotScores scores = all.scores();

    assertThat(scores.leaveOneOut().get(0).score())
        .isCloseTo(scored(scorer, "shot_0.png", others).score(), within(1e-5));
  }

  private static Scorer scorer(ScoringModel model) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(8, Duration.ofMillis(20), 0, 32),
        64 << 20,
        new ScoringMonitor() {
          @Override
          public void shotsCompared(String productId, ShotScores scores) {
            TOLD.put(productId, scores);
          }
        },
        Clock.systemUTC());
  }

  private static ScoredImage scored(Scorer scorer, String image, Plate plate) {
    try {
      Outcome outcome =
          scorer.score(Samples.event(plate.id(), Reference.image(image)), plate.catalog());
      return ((Outcome.Judged) outcome).image();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
