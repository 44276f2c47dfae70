package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.shotline.core.misfit.Misfit;
import io.shotline.core.misfit.MisfitKind;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.ShotScores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which products' thresholds do not fit their images: in a gauge, and with the likely cause
 * in the log, once an hour for each product. Fed by all stream threads, read by the thread that
 * scrapes. Whoever feeds it bounds the products.
 */
final class MisfitCollector extends Collector implements Collector.Describable {
  private static final Logger LOG = LoggerFactory.getLogger(MisfitCollector.class);

  /** After so long without an image a threshold fits nothing, nor does it not. */
  private static final Duration PRESENT = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, ProductMisfit> products = new ConcurrentHashMap<>();

  MisfitCollector(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** The shots of a product score this against each other from now on. */
  void compared(String productId, ShotScores shots) {
    product(productId).compared(shots);
  }

  /** The product has no shots any more. */
  void forget(String productId) {
    products.remove(productId);
  }

  /** An image got a score. */
  void scored(ScoredImage image) {
    String productId = image.productId();
    product(productId)
        .add(image, clock.millis())
        .ifPresent(misfit -> LOG.warn("product {}: {}", productId, misfit.text()));
  }

  private ProductMisfit product(String productId) {
    ProductMisfit known = products.get(productId);
    return known != null ? known : products.computeIfAbsent(productId, id -> new ProductMisfit());
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily misfits = misfits();
    long since = clock.millis() - PRESENT.toMillis();
    products.forEach(
        (product, images) -> {
          if (images.isSeen(since)) {
            add(product, images.current().map(Misfit::kind).orElse(null), misfits);
          }
        });
    return List.of(misfits);
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(misfits());
  }

  private static void add(String product, @Nullable MisfitKind current, GaugeMetricFamily misfits) {
    for (MisfitKind kind : MisfitKind.values()) {
      misfits.addMetric(List.of(product, DeclaredSeries.label(kind)), kind == current ? 1 : 0);
    }
  }

  private static GaugeMetricFamily misfits() {
    return new GaugeMetricFamily(
        "shotline_threshold_misfit",
        "1 where a product's threshold does not fit: nearly all of its last images are anomalous,"
            + " or none of the last 200 came near the threshold.",
        List.of("product", "kind"));
  }
}
