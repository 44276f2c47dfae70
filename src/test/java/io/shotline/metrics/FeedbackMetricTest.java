package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.shotline.core.result.Feedback;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedbackMetricTest {
  private static final String NAME = "shotline_feedback_total";

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = SampleScores.metrics(registry, new MovableClock());

  @Test
  void shouldCountFeedbackByProductAndVerdict() {
    assertThat(feedback(Metrics.UNKNOWN, "defect")).isZero();
    metrics.productKnown("nut");
    assertThat(feedback("nut", "false_alarm")).isZero();

    metrics.feedback(said("bolt", Feedback.Verdict.FALSE_ALARM));
    metrics.feedback(said("bolt", Feedback.Verdict.FALSE_ALARM));
    metrics.feedback(said("bolt", Feedback.Verdict.DEFECT));
    metrics.feedback(said("", Feedback.Verdict.DEFECT));

    assertThat(feedback("bolt", "false_alarm")).isEqualTo(2);
    assertThat(feedback("bolt", "defect")).isEqualTo(1);
    assertThat(feedback(Metrics.UNKNOWN, "defect")).isEqualTo(1);
    assertThat(samples().mapToDouble(sample -> sample.value).sum()).isEqualTo(4);
  }

  @Test
  void shouldCountFeedbackBeyondTheBoundAsOther() {
    for (int product = 0; product < Metrics.MAX_LABELS + 3; product++) {
      metrics.feedback(said("product-" + product, Feedback.Verdict.DEFECT));
    }

    assertThat(feedback(Metrics.OTHER, "defect")).isEqualTo(3);
    assertThat(feedback("product-" + Metrics.MAX_LABELS, "defect")).isNull();
    // Both verdicts of each, of the rest and of unknown.
    assertThat(samples()).hasSize(2 * (Metrics.MAX_LABELS + 2));
  }

  private Double feedback(String product, String verdict) {
    return registry.getSampleValue(
        NAME, new String[] {"product", "verdict"}, new String[] {product, verdict});
  }

  private static Feedback said(String product, Feedback.Verdict verdict) {
    return new Feedback("event-7", product, verdict, "night shift", SampleScores.NOW, "");
  }

  private Stream<Sample> samples() {
    return Collections.list(registry.filteredMetricFamilySamples(Set.of(NAME))).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(NAME));
  }
}
