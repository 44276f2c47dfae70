package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreSpread;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdDoubt;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.kafka.learn.ThresholdIndex;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A swap to a model whose scores are ten times greater: the verdicts stay as they are. */
class HotSwapThresholdTest {
  private static final List<String> IMAGES =
      List.of("normal_rgb_320x256.png", "scratch_rgb_320x256.png", "shot_3.png");

  private final String[] shots = {"shot_0.png", "shot_1.png", "shot_2.png", "shot_3.png"};
  private final List<LearntThreshold> learnt = new ArrayList<>();

  @ParameterizedTest(name = "{0} shots")
  @ValueSource(ints = {1, 2, 4})
  void shouldKeepTheVerdictsOfTheShots(int count) throws Exception {
    try (Scorer scorer = scorer()) {
      assertSameVerdictsAfterTheSwap(scorer, catalog(count), ThresholdSource.SHOTS);
    }
  }

  @ParameterizedTest(name = "{0} shots")
  @ValueSource(ints = {1, 2, 4})
  void shouldKeepTheVerdictsOfWhatWasLearntAndSaySo(int count) throws Exception {
    try (Scorer scorer = scorer()) {
      FakeCatalog catalog = catalog(count);
      ScoredImage good = score(scorer, catalog, IMAGES.get(0));
      learn(good, AnswerBounds.NONE);

      List<ScoredImage> after =
          assertSameVerdictsAfterTheSwap(scorer, catalog, ThresholdSource.OBSERVED);

      assertThat(after)
          .allSatisfy(
              image ->
                  assertThat(image.judgement().heldAgainst().doubts())
                      .contains(ThresholdDoubt.CARRIED_OVER));
    }
  }

  @ParameterizedTest(name = "{0} shots")
  @ValueSource(ints = {1, 4})
  void shouldKeepTheVerdictsOfAnswers(int count) throws Exception {
    try (Scorer scorer = scorer()) {
      FakeCatalog catalog = catalog(count);
      ScoredImage scratch = score(scorer, catalog, IMAGES.get(1));
      learn(scratch, new AnswerBounds(scratch.score(), null));

      assertSameVerdictsAfterTheSwap(scorer, catalog, ThresholdSource.FEEDBACK);

      assertThat(score(scorer, catalog, IMAGES.get(1)).verdict()).isEqualTo(Verdict.NORMAL);
    }
  }

  /** Makes what a line would have learnt whose images score like this one. */
  private void learn(ScoredImage image, AnswerBounds answers) {
    LearningKey key =
        new LearningKey(
            image.productId(),
            image.cameraId(),
            image.model().toString(),
            image.viewedPart().view().word());
    double log = Math.log(image.score());
    ScoreSpread spread = answers.equals(AnswerBounds.NONE) ? new ScoreSpread(log, log + 0.1) : null;
    learnt.add(new LearntThreshold(key, 7, spread, image.shots(), answers, 200, false, 0));
  }

  private List<ScoredImage> assertSameVerdictsAfterTheSwap(
      Scorer scorer, FakeCatalog catalog, ThresholdSource source) throws Exception {
    catalog.learnt(ThresholdIndex.of(learnt));
    List<ScoredImage> before = scoreAll(scorer, catalog);
    scorer.swap(new TenTimesGreater(Reference.defaultModel()));
    List<ScoredImage> after = scoreAll(scorer, catalog);

    for (int i = 0; i < IMAGES.size(); i++) {
      Threshold threshold = after.get(i).judgement().heldAgainst();
      assertThat(after.get(i).score()).isCloseTo(10 * before.get(i).score(), within(1e-4));
      assertThat(threshold.value()).isCloseTo(10 * before.get(i).threshold(), within(1e-4));
      assertThat(threshold.source()).isEqualTo(source);
      assertThat(after.get(i).verdict()).isEqualTo(before.get(i).verdict());
    }
    return after;
  }

  private List<ScoredImage> scoreAll(Scorer scorer, FakeCatalog catalog) throws Exception {
    List<ScoredImage> images = new ArrayList<>();
    for (String name : IMAGES) {
      images.add(score(scorer, catalog, name));
    }
    return images;
  }

  private ScoredImage score(Scorer scorer, FakeCatalog catalog, String name) throws Exception {
    Outcome outcome = scorer.score(Samples.event("plate", Reference.image(name)), catalog);
    return ((Outcome.Judged) outcome).image();
  }

  private FakeCatalog catalog(int count) {
    return new FakeCatalog()
        .withShots(
            "plate",
            Stream.of(shots).limit(count).map(Reference::image).toArray(EncodedImage[]::new));
  }

  private static Scorer scorer() {
    return new Scorer(
        Reference.defaultModel(),
        ImageLimits.DEFAULT,
        new BatchSettings(8, Duration.ofMillis(20), 0, 32),
        64 << 20,
        new ScoringMonitor() {},
        Clock.systemUTC());
  }
}
