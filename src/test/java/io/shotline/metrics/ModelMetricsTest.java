package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.client.CollectorRegistry;
import io.shotline.testing.FakeModel;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the metrics tell of the model, its runs and the shots that it knows. */
class ModelMetricsTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldObserveBatches() {
    metrics.batch(3, Duration.ofMillis(40));
    metrics.batch(8, Duration.ofMillis(60));

    assertThat(value("shotline_batch_size_sum")).isEqualTo(11);
    assertThat(labelled("shotline_batch_size_bucket", "le", "4.0")).isEqualTo(1);
    assertThat(value("shotline_model_run_seconds_count")).isEqualTo(2);
    assertThat(value("shotline_model_run_seconds_sum")).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void shouldCountCacheUseAndShowShots() {
    metrics.bankBuilt("bolt", digests(4));
    metrics.bankHit();
    metrics.bankHit();
    metrics.bankBuilt("nut", digests(2));
    metrics.bankBuilt("nut", digests(0));
    metrics.bankBuilt("never-seen", digests(0));
    metrics.bankRebuilt();

    assertThat(value("shotline_bank_cache_hits_total")).isEqualTo(2);
    assertThat(value("shotline_bank_cache_misses_total")).isEqualTo(4);
    assertThat(value("shotline_bank_cache_rebuilds_total")).isEqualTo(1);
    assertThat(labelled("shotline_shots", "product", "bolt")).isEqualTo(4);
    assertThat(labelled("shotline_shots", "product", "nut")).isZero();
    assertThat(labelled("shotline_shots", "product", "never-seen")).isNull();

    metrics.shotsRemoved("bolt");
    assertThat(labelled("shotline_shots", "product", "bolt")).isNull();
    metrics.bankBuilt("bolt", digests(0));
    assertThat(labelled("shotline_shots", "product", "bolt")).isNull();
  }

  @Test
  void shouldBoundTheProductsWhoseShotsAreShown() {
    for (int product = 0; product < Metrics.MAX_LABELS + 3; product++) {
      metrics.bankBuilt("product-" + product, digests(1));
    }
    metrics.bankBuilt("product-5", digests(6));

    assertThat(series("shotline_shots")).isEqualTo(Metrics.MAX_LABELS);
    assertThat(labelled("shotline_shots", "product", "product-5")).isEqualTo(6);
  }

  @Test
  void shouldFollowTheModelThatScores() {
    assertThat(modelInfo("7")).isEqualTo(1);
    assertThat(labelled("shotline_model_loads_total", "result", "loaded")).isZero();
    assertThat(labelled("shotline_model_loads_total", "result", "failed")).isZero();

    metrics.modelRefused();
    metrics.modelRefused();
    metrics.modelSwapped(new FakeModel("8", batch -> {}).card());

    assertThat(modelInfo("7")).isNull();
    assertThat(modelInfo("8")).isEqualTo(1);
    assertThat(labelled("shotline_model_loads_total", "result", "loaded")).isEqualTo(1);
    assertThat(labelled("shotline_model_loads_total", "result", "failed")).isEqualTo(2);
  }

  private Double modelInfo(String version) {
    return registry.getSampleValue(
        "shotline_model_info", new String[] {"name", "version"}, new String[] {"fake", version});
  }

  private Double labelled(String name, String label, String value) {
    return registry.getSampleValue(name, new String[] {label}, new String[] {value});
  }

  private Double value(String name) {
    return registry.getSampleValue(name);
  }

  private long series(String name) {
    return Collections.list(registry.filteredMetricFamilySamples(Set.of(name))).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name))
        .count();
  }

  private static List<String> digests(int shots) {
    return Collections.nCopies(shots, "a digest");
  }
}
