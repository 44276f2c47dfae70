package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.result.Verdict;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The level of a product's scores, now and after its shots last changed. */
class DriftTest {
  private static final String REFERENCE = "reference";
  private static final String ROLLING = "rolling";

  private final CollectorRegistry registry = new CollectorRegistry();
  private final MovableClock clock = new MovableClock();
  private final Metrics metrics = SampleScores.metrics(registry, clock);

  @Test
  void shouldHoldTheLastImagesAgainstTheFirst() {
    send("bolt", 200, 0.01);
    send("bolt", 99, 0.03);
    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.01);
    assertThat(quantile("bolt", ROLLING, "0.95")).isEqualTo(0.03);

    send("bolt", 400, 0.03);

    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.03);
    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.01);
    assertThat(quantile("bolt", REFERENCE, "0.95")).isEqualTo(0.01);
  }

  @Test
  void shouldSayNothingOfAFewImages() {
    send("bolt", 49, 0.01);
    send("nut", 30, 0.01);
    assertThat(quantile("bolt", ROLLING, "0.5")).isNull();
    assertThat(quantile("bolt", REFERENCE, "0.5")).isNull();
    assertThat(share("bolt", ROLLING)).isNull();

    send("bolt", 1, 0.01);

    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.01);
    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.01);
    assertThat(share("bolt", ROLLING)).isZero();
    assertThat(quantile("nut", ROLLING, "0.5")).isNull();
  }

  @Test
  void shouldShareOutAnomalies() {
    send("bolt", 196, 0.01);
    send("bolt", 4, 0.25);
    send("bolt", 50, 0.9);

    assertThat(share("bolt", REFERENCE)).isEqualTo(0.02);
    assertThat(share("bolt", ROLLING)).isEqualTo(0.27);
  }

  @Test
  void shouldNotTakeAnotherThresholdForDrift() {
    ScoreWindows windows = new ScoreWindows();
    for (int i = 0; i < 100; i++) {
      windows.add(SampleScores.image("bolt", "cam-1", i < 90 ? 0.1 : 0.4), 0);
    }
    assertThat(windows.reference().orElseThrow().anomalyShare()).isEqualTo(0.1);

    windows.add(SampleScores.image("bolt", "cam-1", 0.1, 0.05), 0);

    assertThat(windows.reference().orElseThrow().anomalyShare()).isEqualTo(1);
    assertThat(windows.rolling(0).orElseThrow().anomalyShare()).isEqualTo(1);
  }

  @Test
  void shouldTellWhatTheLastScoreWasHeldAgainst() {
    metrics.bankBuilt("bolt", List.of("d1"));
    assertThat(threshold("bolt")).isNull();

    send("bolt", 1, 0.01);
    metrics.scored(SampleScores.image("nut", "cam-1", 0.01, 0.05));
    assertThat(threshold("bolt")).isEqualTo(SampleScores.THRESHOLD);
    assertThat(threshold("nut")).isEqualTo(0.05);

    metrics.scored(SampleScores.image("nut", "cam-1", 0.01, 0.07));
    metrics.bankBuilt("nut", List.of("d2"));
    assertThat(threshold("nut")).isEqualTo(0.07);
  }

  @Test
  void shouldBeginAnewWhenTheShotsChange() {
    metrics.bankBuilt("bolt", List.of("d1", "d2"));
    metrics.bankBuilt("nut", List.of("d1"));
    send("bolt", 300, 0.01);
    send("nut", 300, 0.01);

    // As many shots, of the same names perhaps, but taken again.
    metrics.bankBuilt("bolt", List.of("d1", "d3"));
    assertThat(quantile("bolt", REFERENCE, "0.5")).isNull();
    send("bolt", 60, 0.04);

    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.04);
    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.04);
    assertThat(quantile("nut", REFERENCE, "0.5")).isEqualTo(0.01);
  }

  @Test
  void shouldGoOnWhenTheSameShotsAreEncodedAgain() {
    metrics.bankBuilt("bolt", List.of("d1", "d2"));
    send("bolt", 200, 0.01);
    metrics.bankBuilt("bolt", List.of("d1", "d2"));
    send("bolt", 200, 0.04);

    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.01);
    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.04);
  }

  @Test
  void shouldBeginAnewWhenAnotherModelScores() {
    send("bolt", 200, 0.01);
    for (int i = 0; i < 50; i++) {
      metrics.scored(
          SampleScores.image(Verdict.NORMAL, "bolt", "cam-1", SampleScores.NOW, 0.2, "8"));
    }

    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.2);
  }

  @Test
  void shouldLeaveSkippedImagesOut() {
    send("bolt", 50, 0.01);
    for (int i = 0; i < 200; i++) {
      metrics.scored(
          SampleScores.image(Verdict.SKIPPED, "bolt", "cam-1", SampleScores.NOW, 0, "7"));
    }

    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.01);
  }

  @Test
  void shouldKnowNoLevelOfNowAfterAnHourWithoutImages() {
    send("bolt", 200, 0.01);
    clock.advance(Duration.ofHours(1));
    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.01);

    clock.advance(Duration.ofMillis(1));
    assertThat(quantile("bolt", ROLLING, "0.5")).isNull();
    assertThat(share("bolt", ROLLING)).isNull();
    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.01);

    send("bolt", 1, 0.02);
    assertThat(quantile("bolt", ROLLING, "0.5")).isEqualTo(0.01);
  }

  @Test
  void shouldBoundTheProducts() {
    metrics.bankBuilt("has-no-shots", List.of());
    for (int product = 0; product < Metrics.MAX_LABELS; product++) {
      metrics.bankBuilt("product-" + product, List.of("d1"));
    }
    metrics.bankBuilt("one-too-many", List.of("d1"));
    send("one-too-many", 50, 0.01);
    send("product-999", 50, 0.01);

    assertThat(quantile("one-too-many", ROLLING, "0.5")).isNull();
    assertThat(threshold("one-too-many")).isNull();
    assertThat(quantile("product-999", ROLLING, "0.5")).isEqualTo(0.01);
  }

  @Test
  void shouldSayNothingOfAProductWhoseShotsWereRemoved() {
    metrics.bankBuilt("bolt", List.of("d1"));
    send("bolt", 60, 0.01);
    assertThat(threshold("bolt")).isNotNull();

    metrics.shotsRemoved("bolt");
    assertThat(threshold("bolt")).isNull();
    assertThat(quantile("bolt", ROLLING, "0.5")).isNull();
    assertThat(share("bolt", REFERENCE)).isNull();

    metrics.bankBuilt("bolt", List.of("d1"));
    send("bolt", 50, 0.04);
    assertThat(quantile("bolt", REFERENCE, "0.5")).isEqualTo(0.04);
  }

  @Test
  void shouldLoseNoImageOfManyThreads() {
    CompletableFuture<?>[] threads =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.runAsync(() -> send("bolt", 50, i == 0 ? 0.9 : 0.01)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).join();

    assertThat(share("bolt", REFERENCE)).isEqualTo(0.25);
    assertThat(share("bolt", ROLLING)).isEqualTo(0.25);
  }

  private void send(String product, int images, double score) {
    for (int i = 0; i < images; i++) {
      metrics.scored(SampleScores.image(product, "cam-1", score));
    }
  }

  private Double quantile(String product, String window, String quantile) {
    return registry.getSampleValue(
        "shotline_score_quantile",
        new String[] {"product", "window", "quantile"},
        new String[] {product, window, quantile});
  }

  private Double threshold(String product) {
    return registry.getSampleValue(
        "shotline_threshold", new String[] {"product"}, new String[] {product});
  }

  private Double share(String product, String window) {
    return registry.getSampleValue(
        "shotline_anomaly_share",
        new String[] {"product", "window"},
        new String[] {product, window});
  }
}
