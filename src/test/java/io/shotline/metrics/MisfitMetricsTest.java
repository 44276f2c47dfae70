package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.ShotScores.Shot;
import io.shotline.testing.LogLines;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a product whose threshold does not fit its images. */
class MisfitMetricsTest {
  private static final String ALL = "nearly_all_anomalous";
  private static final String NEVER = "never_near";
  private static final ShotScores SHOTS =
      new ShotScores(
          List.of(new Shot("a", 0.2), new Shot("b", 0.2), new Shot("c", 0.2), new Shot("d", 0.2)),
          List.of());

  private final CollectorRegistry registry = new CollectorRegistry();
  private final MovableClock clock = new MovableClock();
  private final Metrics metrics = SampleScores.metrics(registry, clock);

  @Test
  void shouldShowWhichThresholdDoesNotFit() {
    send("bolt", 20, 0.2);
    assertThat(misfit("bolt", ALL)).isZero();
    assertThat(misfit("bolt", NEVER)).isZero();

    send("bolt", 180, 0.5);
    send("nut", 200, 0.05);
    assertThat(misfit("bolt", ALL)).isEqualTo(1);
    assertThat(misfit("bolt", NEVER)).isZero();
    assertThat(misfit("nut", ALL)).isZero();
    assertThat(misfit("nut", NEVER)).isEqualTo(1);

    send("bolt", 1, 0.2);
    send("nut", 1, 0.2);
    assertThat(misfit("bolt", ALL)).isEqualTo(1);
    assertThat(misfit("nut", NEVER)).isZero();
  }

  @Test
  void shouldSayTheCauseInTheLogOnceAnHour() {
    metrics.bankBuilt("bolt", List.of("a", "b", "c", "d"));
    metrics.shotsCompared("bolt", SHOTS);
    try (LogLines log = new LogLines()) {
      send("bolt", 19, 0.5);
      assertThat(log.warnings()).isEmpty();

      send("bolt", 1000, 0.5);
      send("nut", 200, 0.2);

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("product bolt: 20 of 20 judged images are anomalous")
          .contains("they score at most 0.2000 against each other");

      clock.advance(Duration.ofHours(1));
      send("bolt", 100, 0.5);
      assertThat(log.warnings()).hasSize(2);
    }
  }

  @Test
  void shouldSayNothingOfNowAfterAnHourWithoutImages() {
    send("bolt", 20, 0.5);
    clock.advance(Duration.ofHours(1));
    assertThat(misfit("bolt", ALL)).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));

    assertThat(misfit("bolt", ALL)).isNull();
  }

  @Test
  void shouldForgetAProductWhoseShotsWereRemoved() {
    send("bolt", 20, 0.5);

    metrics.shotsRemoved("bolt");

    assertThat(misfit("bolt", ALL)).isNull();
  }

  @Test
  void shouldNotCountRepeats() {
    for (int i = 0; i < 40; i++) {
      metrics.scored(SampleScores.repeat("bolt", "cam-1"));
    }
    send("bolt", 19, 0.5);

    assertThat(misfit("bolt", ALL)).isZero();
  }

  @Test
  void shouldBoundTheProducts() {
    try (LogLines log = new LogLines()) {
      for (int product = 0; product < Metrics.MAX_LABELS; product++) {
        send("product-" + product, 1, 0.5);
      }
      metrics.bankBuilt("one-too-many", List.of("d1"));
      metrics.shotsCompared("one-too-many", SHOTS);
      send("one-too-many", 40, 0.5);

      assertThat(misfit("one-too-many", ALL)).isNull();
      assertThat(misfit("product-999", ALL)).isZero();
      assertThat(log.warnings()).noneMatch(line -> line.contains("judged images"));
    }
  }

  private void send(String product, int images, double score) {
    for (int i = 0; i < images; i++) {
      metrics.scored(SampleScores.image(product, "cam-1", score));
    }
  }

  private Double misfit(String product, String kind) {
    return registry.getSampleValue(
        "shotline_threshold_misfit",
        new String[] {"product", "kind"},
        new String[] {product, kind});
  }
}
