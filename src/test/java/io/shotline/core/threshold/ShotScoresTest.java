package io.shotline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.threshold.ShotScores.Odd;
import io.shotline.core.threshold.ShotScores.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Expected thresholds are those of an independent implementation, or were worked out by hand. */
class ShotScoresTest {
  private static final ShotScores PLATES =
      scores(0.02464612014591694, 0.017945796251296997, 0.01860988885164261, 0.017562922090291977);

  @Test
  void shouldTakeTheThresholdFromTheShots() {
    assertThat(threshold(PLATES, Sensitivity.NORMAL)).isCloseTo(0.030001001752, within(1e-9));
    assertThat(threshold(PLATES, Sensitivity.LOW)).isCloseTo(0.033413075721, within(1e-9));
    assertThat(threshold(PLATES, Sensitivity.HIGH)).isCloseTo(0.027762185602, within(1e-9));
    assertThat(PLATES.shots()).isEqualTo(4);
    assertThat(PLATES.isUnsure()).isFalse();
    assertThat(PLATES.median().orElseThrow()).isCloseTo(0.0182748266, within(1e-6));
  }

  @Test
  void shouldWidenTheRuleForFewShotsWhateverTheSensitivity() {
    // exp(ln 0.02 + 2.5 sqrt(4 0.35^2 / 5)) and / 6.
    ShotScores two = scores(0.02, 0.02);
    ShotScores three = scores(0.02, 0.02, 0.02);

    for (Sensitivity sensitivity : Sensitivity.values()) {
      assertThat(threshold(two, sensitivity)).isCloseTo(0.043743, within(1e-5));
      assertThat(threshold(three, sensitivity)).isCloseTo(0.040859, within(1e-5));
    }
    assertThat(two.isUnsure()).isTrue();
    assertThat(three.isUnsure()).isTrue();
  }

  @Test
  void shouldTakeVariantsForTheOthersOfOneShot() {
    ShotScores one = new ShotScores(List.of(), List.of(0.01, 0.01, 0.01));

    assertThat(one.shots()).isEqualTo(1);
    assertThat(one.isUnsure()).isTrue();
    assertThat(threshold(one, Sensitivity.NORMAL)).isCloseTo(0.0150421, within(1e-6));
    assertThat(one.odd()).isEmpty();
  }

  @Test
  void shouldSayNothingWithoutShots() {
    assertThat(ShotScores.NONE.threshold(Sensitivity.NORMAL)).isEmpty();
    assertThat(ShotScores.NONE.median()).isEmpty();
    assertThat(
            new AutomaticThreshold(ShotScores.NONE, ShotBasis.UNKNOWN, 0.2)
                .threshold(Sensitivity.HIGH))
        .isEqualTo(Threshold.of(0.2, ThresholdSource.MODEL));
  }

  @Test
  void shouldStayAThresholdForShotsOfOneImageAndForShotsThatHaveNothingInCommon() {
    assertThat(threshold(scores(0, 0, 0, 0), Sensitivity.NORMAL)).isBetween(1e-6, 1e-5);
    assertThat(threshold(scores(1, 1, 0.9, 1), Sensitivity.LOW)).isEqualTo(1);
  }

  @Test
  void shouldNameTheShotThatIsUnlikeTheOthers() {
    ShotScores scores = scores(0.02, 0.021, 0.1, 0.019);

    assertThat(scores.odd()).extracting(Odd::shotId).containsExactly("shot-2");
    // exp(ln 0.02 + 2.33 0.25)
    assertThat(scores.odd().get(0).limit()).isCloseTo(0.0358, within(1e-4));
    assertThat(scores.odd().get(0).score()).isEqualTo(0.1);
  }

  @Test
  void shouldNameNoShotThatTheSpreadOfTheOthersExplains() {
    assertThat(scores(0.01, 0.02, 0.04, 0.055).odd()).isEmpty();
    assertThat(scores(0.02, 0.035, 0.02).odd()).isEmpty();
    assertThat(scores(0.02, 0.5).odd()).as("each of two is as odd as the other").isEmpty();
  }

  @Property
  void shouldFlagMoreTheMoreSensitive(
      @ForAll @Size(min = 1, max = 16) List<@DoubleRange(max = 1) Double> values) {
    ShotScores scores = scores(values.stream().mapToDouble(value -> value).toArray());

    assertThat(threshold(scores, Sensitivity.LOW))
        .isGreaterThanOrEqualTo(threshold(scores, Sensitivity.NORMAL));
    assertThat(threshold(scores, Sensitivity.NORMAL))
        .isGreaterThanOrEqualTo(threshold(scores, Sensitivity.HIGH))
        .isGreaterThan(0);
  }

  @Property
  void shouldSayTheRatioSoThatOneIsAtTheThreshold(
      @ForAll @DoubleRange(max = 1) double score, @ForAll @DoubleRange(max = 1) double value) {
    double ratio = Threshold.of(value, ThresholdSource.SET).ratio(score);

    assertThat(ratio >= 1).isEqualTo(score >= value);
    assertThat(ratio).isFinite().isGreaterThanOrEqualTo(0);
  }

  @Test
  void shouldLetAPersonsNumberCountBeforeTheShots() {
    AutomaticThreshold automatic = new AutomaticThreshold(PLATES, ShotBasis.UNKNOWN, 0.2);
    ThresholdRule high = new ThresholdRule(null, Sensitivity.HIGH);

    assertThat(new ThresholdRule(0.3, Sensitivity.LOW).threshold(automatic))
        .isEqualTo(Threshold.of(0.3, ThresholdSource.SET));
    assertThat(high.threshold(automatic).value()).isCloseTo(0.02776, within(1e-5));
    assertThat(ThresholdRule.AUTOMATIC.threshold(automatic).source())
        .isEqualTo(ThresholdSource.SHOTS);
    assertThat(high.or(new ThresholdRule(0.4, Sensitivity.LOW)))
        .isEqualTo(new ThresholdRule(0.4, Sensitivity.HIGH));
  }

  private static double threshold(ShotScores scores, Sensitivity sensitivity) {
    return scores.threshold(sensitivity).orElseThrow();
  }

  private static ShotScores scores(double... values) {
    List<Shot> shots = new ArrayList<>();
    Arrays.stream(values).forEach(value -> shots.add(new Shot("shot-" + shots.size(), value)));
    return new ShotScores(shots, List.of());
  }
}
