package io.shotline.core.line;

import static io.shotline.testing.SampleScores.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final Duration WINDOW = Duration.ofHours(8);
  private final MovableClock clock = new MovableClock();
  private final Statistics statistics = new Statistics(WINDOW, clock, 3);

  @Test
  void shouldCountVerdictsAndTheAlertsOfOtherThresholds() {
    for (double score : new double[] {0, 0.1, 0.2, 0.24, 0.3, 0.9}) {
      statistics.add(SampleScores.image("bolt", "cam-1", score), NOW);
    }
    statistics.add(image(Verdict.SKIPPED, 0, "7"), NOW);

    ProductStatistics bolt = statistics.of("bolt", WINDOW).orElseThrow();
    assertThat(bolt.verdicts())
        .isEqualTo(Map.of(Verdict.NORMAL, 4L, Verdict.ANOMALOUS, 2L, Verdict.SKIPPED, 1L));
    assertThat(bolt.threshold().value()).isEqualTo(SampleScores.THRESHOLD);
    assertThat(bolt.scores().images()).isEqualTo(6);
    assertThat(bolt.alertsAt(0.25)).isEqualTo(2);
    assertThat(bolt.alertsAt(0.15)).isEqualTo(4);
    assertThat(bolt.alertsAt(0.95)).isZero();
    assertThat(bolt.alertsAt(0)).isEqualTo(6);
    assertThat(statistics.of("nut", WINDOW)).isEmpty();
  }

  @Test
  void shouldCountTheTimeThatIsAskedForToAQuarterOfAnHour() {
    add("bolt", NOW.minus(Duration.ofHours(3)));
    add("bolt", NOW.minus(Duration.ofMinutes(50)));
    add("bolt", NOW);

    ProductStatistics hour = statistics.of("bolt", Duration.ofHours(1)).orElseThrow();
    assertThat(hour.since()).isEqualTo(Instant.parse("2026-03-04T04:00:00Z"));
    assertThat(hour.images(Verdict.NORMAL)).isEqualTo(2);
    assertThat(hour.scores().images()).isEqualTo(2);
    assertThat(images("bolt", Duration.ofHours(4))).isEqualTo(3);
  }

  @Test
  void shouldForgetWhatIsOlderThanTheWindow() {
    add("bolt", NOW.minus(Duration.ofHours(9)));
    assertThat(statistics.of("bolt", WINDOW)).isEmpty();

    add("bolt", NOW);
    clock.advance(WINDOW);
    assertThat(images("bolt", WINDOW)).isEqualTo(1);
    clock.advance(Duration.ofMinutes(15));

    assertThat(statistics.of("bolt", WINDOW)).isEmpty();
    assertThat(statistics.products()).isEmpty();
  }

  @Test
  void shouldTakeAnImageOfTheFutureForOneOfNow() {
    add("bolt", NOW.plus(Duration.ofDays(300)));

    assertThat(images("bolt", Duration.ofMinutes(1))).isEqualTo(1);
    clock.advance(Duration.ofHours(9));
    assertThat(statistics.of("bolt", WINDOW)).isEmpty();
  }

  @Test
  void shouldCompareScoresOfTheNewestModelAlone() {
    statistics.add(image(Verdict.ANOMALOUS, 0.9, "8"), NOW.minusSeconds(5));
    statistics.add(image(Verdict.NORMAL, 0.2, "9"), NOW);
    statistics.add(image(Verdict.NORMAL, 0.2, "8"), NOW.minusSeconds(1));

    ProductStatistics bolt = statistics.of("bolt", WINDOW).orElseThrow();
    assertThat(bolt.model().version()).isEqualTo("9");
    assertThat(bolt.alertsAt(0.1)).isEqualTo(1);
    assertThat(bolt.images(Verdict.NORMAL)).isEqualTo(2);
    assertThat(bolt.images(Verdict.ANOMALOUS)).isEqualTo(1);
    assertThat(statistics.models()).isEqualTo(Map.of("fake/8", 2L, "fake/9", 1L));
  }

  @Test
  void shouldBoundTheProductsAndTakeNewOnesWhenOthersAreGone() {
    add("a", NOW);
    add("b", NOW);
    add("c", NOW);
    add("d", NOW);

    assertThat(statistics.products()).containsExactly("a", "b", "c");
    assertThat(statistics.leftOut()).isEqualTo(1);

    clock.advance(Duration.ofHours(9));
    add("d", clock.instant());
    assertThat(statistics.products()).containsExactly("d");
  }

  @Test
  void shouldRefuseAWindowOfMoreThanADay() {
    assertThatThrownBy(() -> new Statistics(Duration.ofHours(25), clock))
        .hasMessageContaining("window of statistics must be");
  }

  private long images(String product, Duration last) {
    return statistics.of(product, last).orElseThrow().images(Verdict.NORMAL);
  }

  private void add(String product, Instant time) {
    statistics.add(SampleScores.image(product, "cam-1", 0.1), time);
  }

  private static ScoredImage image(Verdict verdict, double score, String model) {
    return SampleScores.image(verdict, "bolt", "cam-1", NOW, score, model);
  }
}
