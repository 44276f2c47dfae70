package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Counter;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one product, all there from the start at zero. Prometheus does not see the rise
 * of a series that was not there before. Safe for use by many threads.
 */
final class ProductCounts {
  private final DeclaredSeries series;
  private final String product;
  private final Map<Verdict, Counter.Child> images = new EnumMap<>(Verdict.class);
  private final Map<Feedback.Verdict, Counter.Child> answers =
      new EnumMap<>(Feedback.Verdict.class);
  private final Map<Warning.Kind, Counter.Child> warnings = new EnumMap<>(Warning.Kind.class);
  private final Map<String, Counter.Child> alerts = new ConcurrentHashMap<>();

  ProductCounts(DeclaredSeries series, String product) {
    this.series = requireNonNull(series, "series");
    this.product = requireNonNull(product, "product");
    for (Verdict verdict : Verdict.values()) {
      images.put(verdict, series.productImages.labels(product, DeclaredSeries.label(verdict)));
    }
    for (Feedback.Verdict verdict : Feedback.Verdict.values()) {
      answers.put(verdict, series.feedback.labels(product, DeclaredSeries.label(verdict)));
    }
    for (Warning.Kind kind : Warning.Kind.values()) {
      warnings.put(kind, series.warnings.labels(product, DeclaredSeries.label(kind)));
    }
  }

  void image(Verdict verdict) {
    requireNonNull(images.get(verdict), "all are there").inc();
  }

  void warning(Warning.Kind kind) {
    requireNonNull(warnings.get(kind), "all are there").inc();
  }

  void answer(Feedback.Verdict verdict) {
    requireNonNull(answers.get(verdict), "all are there").inc();
  }

  /** The alerts of a camera that was named before; null if it was not. */
  Counter.@Nullable Child alerts(String cameraId) {
    return alerts.get(cameraId);
  }

  /** The alerts of a camera, which has a series of its own from now on. */
  Counter.Child addCamera(String cameraId) {
    return alerts.computeIfAbsent(cameraId, camera -> series.alerts.labels(product, camera));
  }

  /** The alerts of all cameras without a series of their own. */
  Counter.Child otherCameras() {
    return series.alerts.labels(product, Metrics.OTHER);
  }

  /** Takes the series away; only of a product that nothing was counted of. */
  void remove() {
    images.keySet().forEach(key -> series.productImages.remove(product, DeclaredSeries.label(key)));
    warnings.keySet().forEach(key -> series.warnings.remove(product, DeclaredSeries.label(key)));
    answers.keySet().forEach(key -> series.feedback.remove(product, DeclaredSeries.label(key)));
  }
}
