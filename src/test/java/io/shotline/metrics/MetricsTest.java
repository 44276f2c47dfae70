package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
  private static final Instant NOW = SampleScores.NOW;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldCountEachRecordUnderOneOutcome() {
    for (int i = 0; i < 5; i++) {
      metrics.scored(image(Verdict.NORMAL));
    }
    metrics.scored(image(Verdict.ANOMALOUS));
    metrics.scored(image(Verdict.ANOMALOUS));
    for (int i = 0; i < 3; i++) {
      metrics.scored(image(Verdict.SKIPPED));
    }
    for (Reason reason : List.of(Reason.NO_SHOTS, Reason.NO_SHOTS, Reason.EMPTY_VALUE)) {
      metrics.rejected(new Rejection(reason, "a detail"));
    }

    assertThat(outcome("normal")).isEqualTo(5);
    assertThat(outcome("anomalous")).isEqualTo(2);
    assertThat(outcome("skipped")).isEqualTo(3);
    assertThat(outcome("rejected")).isEqualTo(3);
    assertThat(sum("shotline_images_total")).isEqualTo(5 + 2 + 3 + 3);
    assertThat(sum("shotline_rejections_total")).isEqualTo(3);
    assertThat(labelled("shotline_skipped_total", "reason", "too_old")).isEqualTo(3);
    assertThat(labelled("shotline_skipped_total", "reason", "product_disabled")).isZero();
    assertThat(sum("shotline_alerts_total")).isEqualTo(2);
    assertThat(value("shotline_end_to_end_seconds_count")).isEqualTo(5 + 2 + 3);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void shouldCountARejectionUnderItsReason(Reason reason) {
    String label = reason.name().toLowerCase(Locale.ROOT);
    assertThat(labelled("shotline_rejections_total", "reason", label)).isZero();

    metrics.rejected(new Rejection(reason, "a detail"));

    assertThat(labelled("shotline_rejections_total", "reason", label)).isEqualTo(1);
    assertThat(sum("shotline_rejections_total")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T05:06:07.001Z, ahead",
    "2026-03-04T06:06:07.000Z, ahead", // a clock in summer time
    "1970-01-01T00:00:00.000Z, behind", // a camera without a clock
    "2026-03-03T05:06:06.999Z, behind",
    "-1000000000-01-01T00:00:00Z, behind",
    "+1000000000-12-31T23:59:59Z, ahead"
  })
  void shouldCountAClockThatCannotBeRightAndTakeNoLatencyFromIt(
      Instant capturedAt, String direction) {
    metrics.scored(image(Verdict.NORMAL, capturedAt, 0.02));

    assertThat(value("shotline_end_to_end_seconds_count")).isZero();
    assertThat(
            registry.getSampleValue(
                "shotline_capture_clock_skew_total",
                new String[] {"camera", "direction"},
                new String[] {"cam-1", direction}))
        .isEqualTo(1);
    assertThat(outcome("normal")).isEqualTo(1);
  }

  @Test
  void shouldBoundTheCamerasWithWrongClocks() {
    for (int camera = 0; camera < Metrics.MAX_LABELS + 3; camera++) {
      metrics.scored(
          SampleScores.image(Verdict.NORMAL, "bolt", "cam-" + camera, Instant.EPOCH, 0, "7"));
    }

    assertThat(
            registry.getSampleValue(
                "shotline_capture_clock_skew_total",
                new String[] {"camera", "direction"},
                new String[] {"other", "behind"}))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T05:06:06.750Z, 0.25",
    "2026-03-04T05:06:07.000Z, 0",
    "2026-03-03T05:06:07.000Z, 86400"
  })
  void shouldMeasureEndToEnd(Instant capturedAt, double seconds) {
    metrics.scored(image(Verdict.NORMAL, capturedAt, 0.02));

    assertThat(sum("shotline_capture_clock_skew_total")).isZero();
    assertThat(value("shotline_end_to_end_seconds_sum")).isCloseTo(seconds, within(1e-9));
    assertThat(labelled("shotline_end_to_end_seconds_bucket", "le", "+Inf")).isEqualTo(1);
    assertThat(labelled("shotline_end_to_end_seconds_bucket", "le", "3600.0"))
        .isEqualTo(seconds < 3600 ? 1 : 0);
  }

  @Test
  void shouldShowScoresFinelyWhereNormalAndDefectiveImagesPart() {
    for (double score : new double[] {0.014, 0.085, 0.11, 0.7}) {
      metrics.scored(image(Verdict.NORMAL, NOW, score));
    }
    metrics.scored(image(Verdict.SKIPPED));

    assertThat(value("shotline_score_count")).isEqualTo(4);
    assertThat(value("shotline_score_sum")).isCloseTo(0.909, within(1e-9));
    assertThat(labelled("shotline_score_bucket", "le", "0.015")).isEqualTo(1);
    assertThat(labelled("shotline_score_bucket", "le", "0.08")).isEqualTo(1);
    assertThat(labelled("shotline_score_bucket", "le", "0.1")).isEqualTo(2);
    assertThat(labelled("shotline_score_bucket", "le", "1.0")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"decode,0.011", "bank,0.022", "queue,0.033", "model,1.044"})
  void shouldTimeEachStageOfAScoredImage(String stage, double seconds) {
    assertThat(labelled("shotline_stage_seconds_count", "stage", stage)).isZero();
    metrics.scored(image(Verdict.NORMAL));
    metrics.scored(image(Verdict.SKIPPED));

    assertThat(labelled("shotline_stage_seconds_count", "stage", stage)).isEqualTo(1);
    assertThat(labelled("shotline_stage_seconds_sum", "stage", stage))
        .isCloseTo(seconds, within(1e-9));
  }

  private double outcome(String outcome) {
    return labelled("shotline_images_total", "outcome", outcome);
  }

  private Double labelled(String name, String label, String value) {
    return registry.getSampleValue(name, new String[] {label}, new String[] {value});
  }

  private Double value(String name) {
    return registry.getSampleValue(name);
  }

  private double sum(String name) {
    return Collections.list(registry.filteredMetricFamilySamples(Set.of(name))).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name))
        .mapToDouble(sample -> sample.value)
        .sum();
  }

  private static ScoredImage image(Verdict verdict) {
    return image(verdict, NOW.minusMillis(40), 0.5);
  }

  private static ScoredImage image(Verdict verdict, Instant capturedAt, double score) {
    return SampleScores.image(verdict, "bolt", "cam-1", capturedAt, score, "7");
  }
}
