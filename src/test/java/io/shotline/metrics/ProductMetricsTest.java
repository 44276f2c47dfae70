package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.shotline.core.image.Rejection;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is counted of each product and each camera, and what is counted together. */
class ProductMetricsTest {
  private static final String IMAGES = "shotline_product_images_total";
  private static final String WARNINGS = "shotline_warnings_total";
  private static final String ALERTS = "shotline_alerts_total";
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldBeginAtZeroWithTheCatalog() {
    assertThat(images("bolt", "anomalous")).isNull();

    metrics.productKnown("bolt");
    metrics.productKnown("bolt");

    for (String outcome : List.of("normal", "anomalous", "skipped")) {
      assertThat(images("bolt", outcome)).isZero();
    }
    assertThat(value("shotline_feedback_total", "product", "bolt", "verdict", "defect")).isZero();
  }

  @Test
  void shouldCountTheWarningsOfAProductByKindFromZeroOn() {
    metrics.productKnown("bolt");
    for (Warning.Kind kind : Warning.Kind.values()) {
      assertThat(value(WARNINGS, "product", "bolt", "kind", kind.name().toLowerCase(Locale.ROOT)))
          .isZero();
    }

    metrics.scored(SampleScores.doubted("bolt", Warning.Kind.COLOUR_SHIFT));
    for (int product = 0; product < Metrics.MAX_LABELS; product++) {
      metrics.scored(SampleScores.doubted("product-" + product, Warning.Kind.OTHER_SIZE));
    }

    assertThat(value(WARNINGS, "product", "bolt", "kind", "colour_shift")).isEqualTo(1);
    assertThat(value(WARNINGS, "product", "bolt", "kind", "other_size")).isZero();
    assertThat(value(WARNINGS, "product", Metrics.OTHER, "kind", "other_size")).isEqualTo(1);
    assertThat(samples(WARNINGS)).hasSize(Warning.Kind.values().length * (Metrics.MAX_LABELS + 1));
  }

  @Test
  void shouldCountTheImagesOfAProductByOutcome() {
    metrics.productKnown("bolt");
    send(Verdict.NORMAL, "bolt", "cam-1", 3);
    send(Verdict.ANOMALOUS, "bolt", "cam-2", 2);
    send(Verdict.SKIPPED, "bolt", "cam-2", 4);
    send(Verdict.ANOMALOUS, "nut", "cam-1", 1);
    metrics.productKnown("bolt");
    metrics.rejected(new Rejection(Rejection.Reason.NO_SHOTS, "a detail"));

    assertThat(images("bolt", "normal")).isEqualTo(3);
    assertThat(images("bolt", "anomalous")).isEqualTo(2);
    assertThat(images("bolt", "skipped")).isEqualTo(4);
    assertThat(images("nut", "anomalous")).isEqualTo(1);
    // All records read, but for the dead letters.
    assertThat(sum(IMAGES)).isEqualTo(sum("shotline_images_total") - 1);
  }

  @Test
  void shouldLeaveRepeatsOutOfAllButTheCountOfRecords() {
    metrics.productKnown("bolt");

    metrics.scored(SampleScores.repeat("bolt", "cam-1"));

    assertThat(sum("shotline_images_total")).isEqualTo(1);
    assertThat(
            registry.getSampleValue(
                "shotline_skipped_total", new String[] {"reason"}, new String[] {"duplicate"}))
        .isEqualTo(1);
    assertThat(sum(IMAGES)).isZero();
    assertThat(alerts("bolt", "cam-1")).isNull();
    assertThat(registry.getSampleValue("shotline_end_to_end_seconds_count")).isZero();
  }

  @Test
  void shouldBeginTheAlertsOfACameraAtZeroWithItsFirstImage() {
    send(Verdict.NORMAL, "bolt", "cam-1", 1);
    assertThat(alerts("bolt", "cam-1")).isZero();

    send(Verdict.ANOMALOUS, "bolt", "cam-1", 1);
    send(Verdict.ANOMALOUS, "bolt", "cam-2", 2);
    send(Verdict.NORMAL, "nut", "cam-2", 1);

    assertThat(alerts("bolt", "cam-1")).isEqualTo(1);
    assertThat(alerts("bolt", "cam-2")).isEqualTo(2);
    assertThat(alerts("nut", "cam-2")).isZero();
    assertThat(alerts("nut", "cam-1")).isNull();
  }

  @Test
  void shouldLoseNoCountOfManyThreads() {
    CompletableFuture<?>[] threads =
        IntStream.range(0, 4).mapToObj(this::manyImages).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).join();

    assertThat(sum(IMAGES)).isEqualTo(4 * 2000);
    assertThat(sum(ALERTS)).isEqualTo(4 * 2000);
    assertThat(samples(ALERTS)).hasSize(20);
  }

  private CompletableFuture<?> manyImages(int thread) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 0; i < 2000; i++) {
            metrics.productKnown("product-" + (i + thread) % 10);
            send(Verdict.ANOMALOUS, "product-" + i % 10, "cam-" + i % 20, 1);
          }
        });
  }

  private void send(Verdict verdict, String product, String camera, int images) {
    ScoredImage image = SampleScores.image(verdict, product, camera, SampleScores.NOW, 0.5, "7");
    for (int i = 0; i < images; i++) {
      metrics.scored(image);
    }
  }

  private Double images(String product, String outcome) {
    return value(IMAGES, "product", product, "outcome", outcome);
  }

  private Double alerts(String product, String camera) {
    return value(ALERTS, "product", product, "camera", camera);
  }

  private Double value(String name, String label1, String value1, String label2, String value2) {
    return registry.getSampleValue(
        name, new String[] {label1, label2}, new String[] {value1, value2});
  }

  private double sum(String name) {
    return samples(name).mapToDouble(sample -> sample.value).sum();
  }

  private double sum(String name, String labelValue) {
    return samples(name)
        .filter(sample -> sample.labelValues.contains(labelValue))
        .mapToDouble(sample -> sample.value)
        .sum();
  }

  private Stream<Sample> samples(String name) {
    return Collections.list(registry.filteredMetricFamilySamples(Set.of(name))).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name));
  }
}
