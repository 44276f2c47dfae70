package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.shotline.core.result.ScoredImage;
import io.shotline.metrics.ScoreWindows.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The level of each product's scores, now and after its shots last changed, and what they are held
 * against. A camera that was knocked out of place raises the scores of all images. Fed by all
 * stream threads; the levels are made at every scrape, on the thread that scrapes. Whoever feeds it
 * bounds the products.
 */
final class DriftCollector extends Collector implements Collector.Describable {
  /** After so long without an image there is no level of now. */
  private static final Duration PRESENT = Duration.ofHours(1);

  private static final String REFERENCE = "reference";
  private static final String ROLLING = "rolling";

  private final Clock clock;
  private final Map<String, ScoreWindows> products = new ConcurrentHashMap<>();

  DriftCollector(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** A product is compared with the shots of these digests from now on. */
  void compared(String productId, List<String> shotDigests) {
    windows(productId).compareWith(shotDigests);
  }

  /** Whether the product has been compared with shots since they were last removed. */
  boolean follows(String productId) {
    return products.containsKey(productId);
  }

  /** The product has no shots any more. */
  void forget(String productId) {
    products.remove(productId);
  }

  /** An image got a score. */
  void scored(ScoredImage image) {
    windows(image.productId()).add(image, clock.millis());
  }

  private ScoreWindows windows(String productId) {
    ScoreWindows known = products.get(productId);
    return known != null ? known : products.computeIfAbsent(productId, id -> new ScoreWindows());
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily quantiles = quantiles();
    GaugeMetricFamily shares = shares();
    GaugeMetricFamily thresholds = thresholds();
    long since = clock.millis() - PRESENT.toMillis();
    products.forEach(
        (product, windows) -> {
          windows.reference().ifPresent(level -> add(product, REFERENCE, level, quantiles, shares));
          windows
              .rolling(since)
              .ifPresent(level -> add(product, ROLLING, level, quantiles, shares));
          windows
              .threshold()
              .ifPresent(threshold -> thresholds.addMetric(List.of(product), threshold));
        });
    return List.of(quantiles, shares, thresholds);
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(quantiles(), shares(), thresholds());
  }

  private static void add(
      String product,
      String window,
      Level level,
      GaugeMetricFamily quantiles,
      GaugeMetricFamily shares) {
    quantiles.addMetric(List.of(product, window, "0.5"), level.median());
    quantiles.addMetric(List.of(product, window, "0.95"), level.high());
    shares.addMetric(List.of(product, window), level.anomalyShare());
  }

  private static GaugeMetricFamily quantiles() {
    return new GaugeMetricFamily(
        "shotline_score_quantile",
        "Quantiles of a product's scores: of the last 200 images (rolling), and of the first 200"
            + " after its shots or the model changed (reference).",
        List.of("product", "window", "quantile"));
  }

  private static GaugeMetricFamily shares() {
    return new GaugeMetricFamily(
        "shotline_anomaly_share",
        "Share of a product's images at or above its threshold, 0 to 1, in the same windows.",
        List.of("product", "window"));
  }

  private static GaugeMetricFamily thresholds() {
    return new GaugeMetricFamily(
        "shotline_threshold",
        "What the product's last score was held against; at or above it is anomalous.",
        List.of("product"));
  }
}
