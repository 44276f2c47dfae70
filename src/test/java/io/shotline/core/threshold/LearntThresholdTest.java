package io.shotline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearntThresholdTest {
  private static final LearningKey KEY = new LearningKey("plate", "camera-1", "mini/2", "whole");
  private static final ShotScores SCORES =
      new ShotScores(
          List.of(shot("a", 0.018), shot("b", 0.02), shot("c", 0.02), shot("d", 0.022)), List.of());
  private static final ShotBasis SHOTS = new ShotBasis("four", 0.02, 4);
  private static final AutomaticThreshold AUTOMATIC = new AutomaticThreshold(SCORES, SHOTS, 0.05);
  private static final ScoreSpread SPREAD = new ScoreSpread(Math.log(0.025), Math.log(0.025) + 0.1);
  private static final double OBSERVED = 0.025 * Math.exp(0.233);

  @Test
  void shouldComeBeforeTheShots() {
    Threshold threshold = threshold(learnt(SPREAD, AnswerBounds.NONE), AUTOMATIC, KEY);

    assertThat(threshold.source()).isEqualTo(ThresholdSource.OBSERVED);
    assertThat(threshold.value()).isCloseTo(OBSERVED, within(1e-12));
    assertThat(threshold.revision()).isEqualTo(5);
    assertThat(threshold.doubts()).isEmpty();
  }

  @Test
  void shouldComeBehindAPersonsNumber() {
    LearntThreshold learnt = learnt(SPREAD, AnswerBounds.NONE);
    ThresholdRule rule = new ThresholdRule(0.07, null);

    assertThat(rule.threshold(AUTOMATIC, key -> learnt, KEY))
        .isEqualTo(Threshold.of(0.07, ThresholdSource.SET));
  }

  @Test
  void shouldCountNoMoreOnceAPersonHadItForgotten() {
    LearntThreshold learnt = learnt(SPREAD, AnswerBounds.NONE);
    ThresholdRule rule = new ThresholdRule(null, null, new Learning(false, 1));

    assertThat(rule.threshold(AUTOMATIC, key -> learnt, KEY).source())
        .isEqualTo(ThresholdSource.SHOTS);
  }

  @Test
  void shouldLeaveTheShotsThresholdUntilEnoughImagesWereSeen() {
    Threshold threshold = threshold(learnt(null, AnswerBounds.NONE), AUTOMATIC, KEY);

    assertThat(threshold).isEqualTo(AUTOMATIC.threshold(Sensitivity.NORMAL));
  }

  @Test
  void shouldBeBroughtToTheScaleOfOtherShots() {
    AutomaticThreshold greater =
        new AutomaticThreshold(SCORES, new ShotBasis("others", 0.2, 4), 0.05);

    Threshold threshold = threshold(learnt(SPREAD, AnswerBounds.NONE), greater, KEY);

    assertThat(threshold.value()).isCloseTo(10 * OBSERVED, within(1e-9));
    assertThat(threshold.source()).isEqualTo(ThresholdSource.OBSERVED);
    assertThat(threshold.doubts()).contains(ThresholdDoubt.CARRIED_OVER);
  }

  @Test
  void shouldNotCountWhereNothingTellsTheScaleOfTheShots() {
    AutomaticThreshold variants =
        new AutomaticThreshold(SCORES, new ShotBasis("one", 0.004, 1), 0.05);

    assertThat(threshold(learnt(SPREAD, new AnswerBounds(0.5, null)), variants, KEY))
        .as("variants of the only shot are no other parts")
        .isEqualTo(variants.threshold(Sensitivity.NORMAL));
  }

  @Test
  void shouldNotCountForAModelThatComparesNoShots() {
    AutomaticThreshold none =
        new AutomaticThreshold(ShotScores.NONE, new ShotBasis("four", 0, 0), 0.05);
    LearningKey other = new LearningKey("plate", "camera-1", "mini/1", "whole");

    assertThat(threshold(learnt(SPREAD, AnswerBounds.NONE), none, other))
        .isEqualTo(Threshold.of(0.05, ThresholdSource.MODEL));
  }

  @Test
  void shouldHeedAnswersToImagesOfANewModelBesideWhatWasLearntWithTheOld() {
    LearningKey other = new LearningKey("plate", "camera-1", "mini/3", "whole");
    ShotBasis greater = new ShotBasis("four", 0.2, 4);
    LearntThreshold old = learnt(SPREAD, new AnswerBounds(null, 0.08));
    LearntThreshold answers =
        new LearntThreshold(other, 1, null, greater, new AnswerBounds(0.6, null), 9, false, 0);

    Threshold threshold =
        threshold(old.withAnswersTo(answers), new AutomaticThreshold(SCORES, greater, 0.05), other);

    assertThat(threshold.value()).isGreaterThan(0.6).isLessThan(0.602);
    assertThat(threshold.source()).isEqualTo(ThresholdSource.FEEDBACK);
    assertThat(old.withAnswersTo(answers).answers().defect()).isEqualTo(0.08);
  }

  @Test
  void shouldSayThatItIsOfAnotherView() {
    LearningKey other = new LearningKey("plate", "camera-1", "mini/2", "centre");

    assertThat(threshold(learnt(SPREAD, AnswerBounds.NONE), AUTOMATIC, other).doubts())
        .containsExactly(ThresholdDoubt.CARRIED_OVER);
  }

  @Test
  void shouldSayThatItIsFarBelowTheShots() {
    ScoreSpread low = new ScoreSpread(Math.log(0.008), Math.log(0.008) + 0.1);

    Threshold threshold = threshold(learnt(low, AnswerBounds.NONE), AUTOMATIC, KEY);

    assertThat(threshold.source()).isEqualTo(ThresholdSource.OBSERVED);
    assertThat(threshold.doubts()).containsExactly(ThresholdDoubt.FAR_BELOW_SHOTS);
  }

  @Test
  void shouldRiseAboveAFalseAlarmAndNameTheAnswerAsSource() {
    Threshold threshold = threshold(learnt(SPREAD, new AnswerBounds(0.06, null)), AUTOMATIC, KEY);

    assertThat(threshold.value()).isGreaterThan(0.06).isLessThan(0.0602);
    assertThat(threshold.source()).isEqualTo(ThresholdSource.FEEDBACK);
    assertThat(threshold.revision()).isEqualTo(5);
  }

  @Test
  void shouldFallBelowAConfirmedDefect() {
    Threshold threshold = threshold(learnt(null, new AnswerBounds(null, 0.015)), AUTOMATIC, KEY);

    assertThat(threshold.value()).isLessThan(0.015).isGreaterThan(0.0149);
    assertThat(threshold.source()).isEqualTo(ThresholdSource.FEEDBACK);
  }

  @Test
  void shouldNotNameAnswersThatDecideNothing() {
    AnswerBounds wide = new AnswerBounds(0.01, 0.3);

    assertThat(threshold(learnt(SPREAD, wide), AUTOMATIC, KEY).source())
        .isEqualTo(ThresholdSource.OBSERVED);
    assertThat(threshold(learnt(null, wide), AUTOMATIC, KEY).source())
        .isEqualTo(ThresholdSource.SHOTS);
  }

  @Test
  void shouldKeepTheDefectsWhereAnswersContradictAndSaySo() {
    Threshold threshold = threshold(learnt(SPREAD, new AnswerBounds(0.06, 0.015)), AUTOMATIC, KEY);

    assertThat(threshold.value()).isLessThan(0.015);
    assertThat(threshold.doubts()).contains(ThresholdDoubt.ANSWERS_CONTRADICT);
    assertThat(threshold.source()).isEqualTo(ThresholdSource.FEEDBACK);
  }

  private static Threshold threshold(
      LearntThreshold learnt, AutomaticThreshold automatic, LearningKey key) {
    return ThresholdRule.AUTOMATIC.threshold(automatic, other -> learnt, key);
  }

  private static LearntThreshold learnt(@Nullable ScoreSpread spread, AnswerBounds answers) {
    return new LearntThreshold(KEY, 5, spread, SHOTS, answers, 200, false, 0);
  }

  private static ShotScores.Shot shot(String id, double score) {
    return new ShotScores.Shot(id, score);
  }
}
