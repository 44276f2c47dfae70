package io.shotline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.threshold.LearnerInput.Answered;
import io.shotline.core.threshold.LearnerInput.Observed;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineLearnerTest {
  private static final LearningKey KEY = new LearningKey("plate", "camera-1", "mini/2", "whole");
  private static final ShotBasis SHOTS = new ShotBasis("four", 0.02, 4);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Random random = new Random(7);
  private LineLearner learner = new LineLearner(KEY, LearnerMemory.NONE, new ScoreWindow());
  private long now = 1_000 * MINUTE;

  @Test
  void shouldLearnFromTwoHundredImagesOn() {
    observe(37, 0.02, SHOTS);
    LearntThreshold few = write().orElseThrow();
    assertThat(few.spread()).isNull();
    assertThat(few.images()).isEqualTo(37);
    assertThat(few.revision()).isEqualTo(1);

    observe(163, 0.02, SHOTS);
    LearntThreshold enough = write().orElseThrow();

    assertThat(enough.images()).isEqualTo(200);
    assertThat(enough.revision()).isEqualTo(2);
    assertThat(enough.spread().medianScore()).isCloseTo(0.02, within(0.001));
    // The scores have a standard deviation of 0.2 in their logarithm.
    assertThat(enough.spread().upper() - enough.spread().median()).isCloseTo(0.2, within(0.06));
  }

  @Test
  void shouldTakeTheQuantilesOfTheLastThousandScores() {
    ScoreWindow window = new ScoreWindow();
    for (int i = 0; i < 1_500; i++) {
      window.add(i < 500 ? 0.9 : Math.exp(-4 + (i - 500) / 1_000.0), Double.NaN);
    }
    ScoreSpread spread = ScoreSpread.of(window.learntLogs());

    assertThat(spread.median()).isCloseTo(-4 + 0.4995, within(1e-9));
    assertThat(spread.upper()).isCloseTo(-4 + 0.999 * 0.84, within(1e-9));
    assertThat(spread.threshold(Sensitivity.NORMAL))
        .isCloseTo(Math.exp(-3.5005 + 2.33 * (0.83916 - 0.4995)), within(1e-9));
    assertThat(spread.threshold(Sensitivity.LOW))
        .isCloseTo(Math.exp(-3.5005 + 2.6 * (0.83916 - 0.4995)), within(1e-9));
    assertThat(spread.threshold(Sensitivity.HIGH))
        .isCloseTo(Math.exp(-3.5005 + 2 * (0.83916 - 0.4995)), within(1e-9));
  }

  @Test
  void shouldWriteAtMostOnceAMinuteAndOnlyWhatMoved() {
    observe(400, 0.02, SHOTS);
    assertThat(write()).isPresent();
    observe(1, 0.02, SHOTS);
    assertThat(learner.next(now + MINUTE - 1, false)).isEmpty();
    assertThat(write()).as("one score more moves nothing").isEmpty();

    observe(600, 0.025, SHOTS);

    assertThat(learner.next(now + 1, false)).as("moved, but too soon").isEmpty();
    assertThat(write().orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void shouldNotLearnWhileTheScoresAreHighAndGoOnAfterwards() {
    observe(400, 0.02, SHOTS);
    LearntThreshold before = write().orElseThrow();

    observe(1_000, 0.04, SHOTS);
    LearntThreshold held = write().orElseThrow();
    assertThat(held.isHeld()).isTrue();
    assertThat(held.spread()).isEqualTo(before.spread());

    observe(400, 0.02, SHOTS);
    LearntThreshold after = write().orElseThrow();
    assertThat(after.isHeld()).isFalse();
    assertThat(after.spread().medianScore()).isCloseTo(0.02, within(0.003));
  }

  @Test
  void shouldFollowSlowDrift() {
    double level = 0.02;
    for (int step = 0; step < 20; step++) {
      observe(200, level, SHOTS);
      write();
      level *= 1.05;
    }

    assertThat(learner.memory().written().isHeld()).isFalse();
    assertThat(learner.memory().written().spread().medianScore()).isGreaterThan(0.04);
  }

  @Test
  void shouldBeginAnewWithOtherShotsAndKeepTheThresholdOfBeforeUntilThen() {
    observe(400, 0.02, SHOTS);
    LearntThreshold before = write().orElseThrow();
    ShotBasis others = new ShotBasis("eight", 0.01, 4);

    observe(100, 0.01, others);
    LearntThreshold between = write().orElseThrow();
    assertThat(between.images()).isEqualTo(100);
    assertThat(between.spread()).isEqualTo(before.spread());
    assertThat(between.shots()).isEqualTo(SHOTS);

    observe(100, 0.01, others);
    LearntThreshold after = write().orElseThrow();
    assertThat(after.shots()).isEqualTo(others);
    assertThat(after.spread().medianScore()).isCloseTo(0.01, within(0.002));
    assertThat(after.revision()).isEqualTo(3);
  }

  @Test
  void shouldHeedAnAnswerOnAScaleThatIsNotThatOfWhatWasLearnt() {
    observe(400, 0.03, new ShotBasis("one", 0.004, 1));
    write();

    observe(10, 0.02, SHOTS);
    answer("e1", false, 0.08);
    LearntThreshold after = learner.next(now + 1, true).orElseThrow();

    assertThat(after.answers()).isEqualTo(new AnswerBounds(0.08, null));
    assertThat(after.shots()).isEqualTo(SHOTS);
    assertThat(after.spread()).isNull();
  }

  @Test
  void shouldHeedAnAnswerBeforeTheFirstScore() {
    answer("e1", true, 0.08);

    assertThat(learner.next(now, true).orElseThrow().answers())
        .isEqualTo(new AnswerBounds(null, 0.08));
  }

  @Test
  void shouldNotLearnFromHighScoresOfOtherShotsEither() {
    observe(400, 0.02, SHOTS);
    write();

    observe(400, 0.05, new ShotBasis("eight", 0.02, 4));

    LearntThreshold held = write().orElseThrow();
    assertThat(held.isHeld()).isTrue();
    assertThat(held.shots()).isEqualTo(SHOTS);
  }

  @Test
  void shouldHeedAnAnswerAtOnceAndTheLastOneToAnEvent() {
    observe(10, 0.02, SHOTS);
    write();

    answer("e1", false, 0.08);
    assertThat(learner.next(now + 1, true).orElseThrow().answers())
        .isEqualTo(new AnswerBounds(0.08, null));
    answer("e2", true, 0.05);
    assertThat(learner.next(now + 2, true).orElseThrow().answers())
        .isEqualTo(new AnswerBounds(0.08, 0.05));
    answer("e1", true, 0.08);
    assertThat(learner.next(now + 3, true).orElseThrow().answers())
        .isEqualTo(new AnswerBounds(null, 0.05));
  }

  @Test
  void shouldForgetWhatWasLearntAndCountOn() {
    observe(400, 0.02, SHOTS);
    answer("e1", true, 0.05);
    write();

    assertThat(learner.forget(5)).isTrue();
    assertThat(learner.forget(5)).isFalse();
    LearntThreshold forgotten = learner.next(now, true).orElseThrow();
    observe(200, 0.08, SHOTS);
    LearntThreshold anew = write().orElseThrow();

    assertThat(forgotten.spread()).isNull();
    assertThat(forgotten.answers()).isEqualTo(AnswerBounds.NONE);
    assertThat(forgotten.sinceMillis()).isEqualTo(5);
    assertThat(forgotten.revision()).isEqualTo(2);
    assertThat(anew.revision()).isEqualTo(3);
    assertThat(anew.spread().medianScore()).isCloseTo(0.08, within(0.005));
  }

  @Test
  void shouldGoOnFromWhatWasKept() {
    ScoreWindow kept = new ScoreWindow();
    for (int i = 0; i < 1_200; i++) {
      kept.restore(learner.observe(new Observed(score(0.02), SHOTS)));
    }
    write();
    LineLearner again = new LineLearner(KEY, learner.memory(), kept);

    for (int i = 0; i < 700; i++) {
      Observed image = new Observed(score(0.025), SHOTS);
      learner.observe(image);
      again.observe(image);
    }

    assertThat(again.next(now + MINUTE, false)).isEqualTo(learner.next(now + MINUTE, false));
    assertThat(again.memory().written().revision()).isEqualTo(2);
  }

  private void observe(int images, double median, ShotBasis shots) {
    for (int i = 0; i < images; i++) {
      learner.observe(new Observed(score(median), shots));
    }
  }

  private double score(double median) {
    return median * Math.exp(0.2 * random.nextGaussian());
  }

  private void answer(String event, boolean isDefect, double score) {
    learner.answer(new Answered(event, isDefect, score, SHOTS));
  }

  private Optional<LearntThreshold> write() {
    now += MINUTE;
    return learner.next(now, false);
  }
}
