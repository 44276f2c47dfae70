package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape shows, apart from the counting. */
class ExpositionTest {
  /** Of a histogram, its family. */
  private static final Pattern SERIES =
      Pattern.compile("\\b(shotline_\\w+?)(?:_bucket|_sum|_count)?\\b");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldAskForModelAndLagAtEveryScrape() {
    assertThat(registry.getSampleValue("shotline_queue_depth")).isZero();
    int[] depth = {17};
    metrics.watchModel(() -> depth[0], () -> 3);
    metrics.watchLag(() -> List.of(new PartitionLag("images", 2, depth[0] * 3L)));

    assertThat(registry.getSampleValue("shotline_queue_depth")).isEqualTo(17);
    assertThat(registry.getSampleValue("shotline_model_runs")).isEqualTo(3);
    depth[0] = 4;
    assertThat(registry.getSampleValue("shotline_queue_depth")).isEqualTo(4);
    assertThat(
            registry.getSampleValue(
                "shotline_consumer_lag",
                new String[] {"topic", "partition"},
                new String[] {"images", "2"}))
        .isEqualTo(12);
  }

  @Test
  void shouldLeaveTheLagOutWhenItCannotBeRead() {
    metrics.bankHit();
    metrics.watchLag(
        () -> {
          throw new IllegalStateException("consumer closed");
        });

    assertThat(metrics.text(Metrics.contentType(null)))
        .contains("# HELP shotline_consumer_lag ", "shotline_bank_cache_hits_total 1.0")
        .doesNotContain("shotline_consumer_lag{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images_total",
        "rejections_total",
        "skipped_total",
        "product_images_total",
        "alerts_total",
        "evidence_total",
        "evidence_bytes_total",
        "labels_folded_total",
        "feedback_total",
        "score",
        "end_to_end_seconds",
        "stage_seconds",
        "batch_size",
        "model_run_seconds",
        "model_runs",
        "queue_depth",
        "gpu_devices",
        "bank_cache_hits_total",
        "bank_cache_misses_total",
        "bank_cache_rebuilds_total",
        "shots",
        "score_quantile",
        "anomaly_share",
        "threshold",
        "threshold_misfit",
        "camera_last_image_timestamp_seconds",
        "cameras_silent",
        "camera_silent_after_seconds",
        "consumer_lag",
        "model_info",
        "model_loads_total",
        "warnings_total",
        "camera_repeated_pictures",
        "capture_clock_skew_total"
      })
  void shouldExplainEverySeriesInTheText(String name) {
    String format = Metrics.contentType("text/plain");

    assertThat(format).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.text(format)).containsOnlyOnce("# HELP shotline_" + name + " ");
  }

  @Test
  void shouldHaveNoOtherSeriesThanThose() {
    assertThat(families()).hasSize(34);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/rules", "grafana/dashboards"})
  void shouldHaveEverySeriesThatIsReadFromIt(String folder) throws IOException {
    Set<String> read = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("monitoring", folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        SERIES.matcher(Files.readString(file)).results().forEach(m -> read.add(m.group(1)));
      }
    }

    assertThat(read).hasSizeGreaterThan(10);
    // Since when it counts is told of a counter that is there, under a name of its own.
    metrics.scored(SampleScores.image("bolt", "cam-1", 0.5));
    assertThat(names().toList()).containsAll(read);
  }

  @Test
  void shouldStartAllOutcomesAtZero() {
    assertThat(metrics.text(Metrics.contentType(null)))
        .contains(
            "shotline_images_total{outcome=\"normal\",} 0.0",
            "shotline_images_total{outcome=\"anomalous\",} 0.0",
            "shotline_images_total{outcome=\"skipped\",} 0.0",
            "shotline_images_total{outcome=\"rejected\",} 0.0");
  }

  @Test
  void shouldNameTheModelAndWatchTheJvm() {
    assertThat(metrics.text(Metrics.contentType(null)))
        .contains("shotline_model_info{name=\"fake\",version=\"7\",} 1.0")
        .contains("jvm_threads_current ", "process_start_time_seconds ");
  }

  @Test
  void shouldSpeakOpenMetricsWhenAsked() {
    String format = Metrics.contentType("application/openmetrics-text; version=1.0.0,*/*;q=0.1");

    assertThat(format).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(metrics.text(format)).endsWith("# EOF\n").contains("# TYPE shotline_model info");
  }

  private Set<String> families() {
    return names().filter(name -> !name.endsWith("_created")).collect(Collectors.toSet());
  }

  private Stream<String> names() {
    return metrics
        .text(Metrics.contentType(null))
        .lines()
        .filter(line -> line.startsWith("# HELP shotline_"))
        .map(line -> line.split(" ", 4)[2]);
  }
}
