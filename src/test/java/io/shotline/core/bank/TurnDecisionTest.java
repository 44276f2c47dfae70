package io.shotline.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.Grid;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TurnRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shots of one value; the score is the distance to the nearest value of the bank. */
class TurnDecisionTest {
  private static final TurnRule RULE = new TurnRule(1.25, 8);

  @Test
  void shouldTurnShotsThatTheirTurnedCopiesExplain() {
    TurnDecision decision = decide(RULE, shot(0, 9), shot(10, 1));

    assertThat(decision.turned()).isTrue();
    assertThat(decision.ratio()).isCloseTo(10, within(1e-6));
    assertThat(decision.leaveOneOut()).containsExactly(1.0, 1.0);
  }

  @Test
  void shouldLeaveShotsThatTheirTurnedCopiesExplainLittleBetter() {
    TurnDecision decision = decide(RULE, shot(0, 2), shot(10, -8));

    assertThat(decision.ratio()).isCloseTo(1.25, within(1e-6));
    assertThat(decision.turned()).isFalse();
    assertThat(decision.leaveOneOut()).containsExactly(10.0, 10.0);
  }

  @Test
  void shouldNotCompareAShotWithItsOwnTurnedCopies() {
    assertThat(decide(RULE, shot(0, 0), shot(10, 10)).turned()).isFalse();
  }

  @Test
  void shouldTurnOnlyTheNewestShots() {
    TurnRule newestOne = new TurnRule(1.25, 1);

    assertThat(decide(newestOne, shot(0, 9), shot(10)).ratio()).isEqualTo(1);
    assertThat(decide(newestOne, shot(0, 9), shot(10, 1)).leaveOneOut()).containsExactly(1.0, 10.0);
  }

  @Test
  void shouldNotTurnOneShotNorShotsOfOneImage() {
    assertThat(decide(RULE, shot(3, 4))).isEqualTo(TurnDecision.NONE);
    assertThat(decide(RULE, shot(3, 3), shot(3, 3)).ratio()).isEqualTo(1);
  }

  @Test
  void shouldAlwaysTurnWhereTheRuleSaysSo() {
    TurnRule always = new TurnRule(0, 8);

    assertThat(decide(always, shot(3, 4))).isEqualTo(new TurnDecision(1, true, List.of()));
    assertThat(decide(always, shot(0, 2), shot(10, -8)))
        .isEqualTo(new TurnDecision(1.25, true, List.of(8.0, 8.0)));
    assertThat(TurnDecision.of(always, List.of(), TurnDecisionTest::scores))
        .isEqualTo(TurnDecision.NONE);
  }

  @Test
  void shouldCompareShotsThatNoRuleTurns() {
    TurnDecision decision =
        TurnDecision.of(null, List.of(shot(0), shot(10), shot(12)), TurnDecisionTest::scores);

    assertThat(decision).isEqualTo(new TurnDecision(1, false, List.of(10.0, 2.0, 2.0)));
  }

  @Test
  void shouldDecideByTheFirstLookAndScoreByBoth() {
    Shot one =
        new Shot(features(0).with(features(100), 1), List.of(features(9).with(features(7), 1)));
    Shot other =
        new Shot(features(10).with(features(3), 1), List.of(features(8).with(features(2), 1)));

    TurnDecision decision = decide(RULE, one, other);

    assertThat(decision).isEqualTo(new TurnDecision(10 / 4.5, true, List.of(8.0 + 97, 1.0 + 4)));
  }

  @Test
  void shouldRefuseRulesThatMakeNoSense() {
    assertThatThrownBy(() -> new TurnRule(0.9, 8)).hasMessageContaining("0.9");
    assertThatThrownBy(() -> new TurnRule(1.25, 0)).hasMessageContaining("0");
  }

  private static TurnDecision decide(TurnRule rule, Shot... shots) {
    return TurnDecision.of(rule, List.of(shots), TurnDecisionTest::scores);
  }

  private static List<Double> scores(List<ShotFeatures> images, List<Bank> banks) {
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      ShotFeatures image = images.get(i);
      double first = nearest(image, banks.get(i).shots().stream().map(EncodedShot::features));
      Stream<ShotFeatures> closer =
          banks.get(i).shots().stream().flatMap(shot -> shot.features().second().stream());
      scores.add(first + image.second().map(second -> nearest(second, closer)).orElse(0.0));
    }
    return scores;
  }

  private static double nearest(ShotFeatures image, Stream<ShotFeatures> shots) {
    return shots
        .mapToDouble(features -> Math.abs(features.layer(0)[0] - image.layer(0)[0]))
        .min()
        .orElseThrow();
  }

  private static Shot shot(float upright, float... turned) {
    List<ShotFeatures> copies = new ArrayList<>();
    for (float value : turned) {
      copies.add(features(value));
    }
    return new Shot(features(upright), copies);
  }

  private static ShotFeatures features(float value) {
    return new ShotFeatures(new Grid(1, 1), new float[][] {{value}}, new float[0]);
  }
}
