package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many products and cameras have series of their own. */
class SeriesBoundsTest {
  private static final String IMAGES = "shotline_product_images_total";
  private static final String ALERTS = "shotline_alerts_total";
  private static final String ENDLESS = "x".repeat(201);
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldKeepTheProductOfCamerasBeyondTheBound() {
    for (int camera = 0; camera < Metrics.MAX_LABELS + 7; camera++) {
      send(Verdict.ANOMALOUS, "bolt", "cam-" + camera, 1);
    }
    assertThat(folded("camera")).isEqualTo(7);
    send(Verdict.ANOMALOUS, "bolt", "cam-0", 1);
    send(Verdict.NORMAL, "bolt", ENDLESS, 1);
    send(Verdict.ANOMALOUS, "nut", "cam-1", 1);

    assertThat(alerts("bolt", "cam-0")).isEqualTo(2);
    assertThat(alerts("bolt", "cam-" + (Metrics.MAX_LABELS - 1))).isEqualTo(1);
    assertThat(alerts("bolt", "cam-" + Metrics.MAX_LABELS)).isNull();
    assertThat(alerts("bolt", Metrics.OTHER)).isEqualTo(7);
    assertThat(alerts("nut", "cam-1")).isEqualTo(1);
    assertThat(folded("camera")).isEqualTo(7 + 1);
    assertThat(folded("product")).isZero();
    assertThat(sum(ALERTS)).isEqualTo(sum(IMAGES, "anomalous"));
  }

  @Test
  void shouldBoundThePairsOfProductsAndCameras() {
    int cameras = Metrics.MAX_LABELS;
    for (int product = 0; product < 11; product++) {
      for (int camera = 0; camera < cameras; camera++) {
        send(Verdict.ANOMALOUS, "product-" + product, "cam-" + camera, 1);
      }
    }

    assertThat(alerts("product-9", "cam-999")).isEqualTo(1);
    assertThat(alerts("product-10", "cam-0")).isNull();
    assertThat(alerts("product-10", Metrics.OTHER)).isEqualTo(cameras);
    assertThat(samples(ALERTS)).hasSize(ProductSeries.MAX_PAIRS + 1);
  }

  @Test
  void shouldKeepTheCameraOfProductsBeyondTheBound() {
    for (int product = 0; product < Metrics.MAX_LABELS + 3; product++) {
      send(Verdict.ANOMALOUS, "product-" + product, "cam-1", 1);
    }
    send(Verdict.NORMAL, ENDLESS, "cam-2", 1);
    metrics.bankBuilt("product-1000", List.of("d1"));

    assertThat(images("product-999", "anomalous")).isEqualTo(1);
    assertThat(images("product-1000", "anomalous")).isNull();
    assertThat(images(Metrics.OTHER, "anomalous")).isEqualTo(3);
    assertThat(images(Metrics.OTHER, "normal")).isEqualTo(1);
    assertThat(alerts(Metrics.OTHER, "cam-1")).isEqualTo(3);
    assertThat(alerts(Metrics.OTHER, "cam-2")).isZero();
    assertThat(folded("product")).isEqualTo(3 + 1);
    assertThat(folded("camera")).isZero();
  }

  @Test
  void shouldGiveTheSeriesOfAProductWithoutImagesToOneThatHasSome() {
    for (int product = 0; product < 10 * Metrics.MAX_LABELS; product++) {
      metrics.productKnown("product-" + product);
    }
    assertThat(images("product-999", "anomalous")).isZero();
    assertThat(images("product-1000", "anomalous")).isNull();
    assertThat(folded("product")).isZero();

    send(Verdict.ANOMALOUS, "product-0", "cam-1", 1);
    send(Verdict.ANOMALOUS, "product-9000", "cam-1", 1);
    metrics.feedback(said("product-9001"));

    assertThat(images("product-0", "anomalous")).isEqualTo(1);
    assertThat(images("product-9000", "anomalous")).isEqualTo(1);
    assertThat(images("product-1", "anomalous")).isNull();
    assertThat(images("product-2", "anomalous")).isNull();
    assertThat(images("product-3", "anomalous")).isZero();
    assertThat(samples(IMAGES)).hasSize(3 * Metrics.MAX_LABELS);
    // Both verdicts, of what names no product too.
    assertThat(samples("shotline_feedback_total")).hasSize(2 * (Metrics.MAX_LABELS + 1));
    assertThat(folded("product")).isZero();
  }

  @Test
  void shouldGiveNoSeriesToAProductThatOnlyASkippedImageNames() {
    send(Verdict.SKIPPED, "made-up", "cam-1", 1);

    assertThat(images("made-up", "skipped")).isNull();
    assertThat(images(Metrics.OTHER, "skipped")).isEqualTo(1);
    assertThat(folded("product")).isEqualTo(1);
  }

  private void send(Verdict verdict, String product, String camera, int images) {
    ScoredImage image = SampleScores.image(verdict, product, camera, SampleScores.NOW, 0.5, "7");
    for (int i = 0; i < images; i++) {
      metrics.scored(image);
    }
  }

  private static Feedback said(String product) {
    return new Feedback("event-7", product, Feedback.Verdict.DEFECT, "shift", SampleScores.NOW, "");
  }

  private Double images(String product, String outcome) {
    return value(IMAGES, "product", product, "outcome", outcome);
  }

  private Double alerts(String product, String camera) {
    return value(ALERTS, "product", product, "camera", camera);
  }

  private Double folded(String label) {
    return registry.getSampleValue(
        "shotline_labels_folded_total", new String[] {"label"}, new String[] {label});
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
