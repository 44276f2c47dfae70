package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Counter;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts by product and by camera. A product has its series at zero as soon as the catalog names
 * it. Products and cameras are bounded each by itself; {@link Metrics#OTHER} counts what is beyond.
 * Where the catalog has too many products, one without an image gives way to one that has some.
 * Counters stay until the process ends. Safe for use by many threads.
 */
final class ProductSeries {
  /** How many pairs of a product and a camera have a series. */
  static final int MAX_PAIRS = 10 * Metrics.MAX_LABELS;

  private static final Set<String> TAKEN = Set.of(Metrics.OTHER, Metrics.UNKNOWN);

  private final DeclaredSeries series;
  private final FoldedLabels foldedProducts;
  private final FoldedLabels foldedCameras;
  private final BoundedLabels cameras = new BoundedLabels(Metrics.MAX_LABELS);
  private final Map<String, ProductCounts> used = new ConcurrentHashMap<>();
  // Of products that nothing was counted of; the first named gives way first.
  private final Map<String, ProductCounts> expected = new LinkedHashMap<>();
  private volatile @Nullable ProductCounts other;
  private int pairs;

  ProductSeries(DeclaredSeries series) {
    this.series = requireNonNull(series, "series");
    this.foldedProducts = new FoldedLabels("product", series.folded);
    this.foldedCameras = new FoldedLabels("camera", series.folded);
    for (Feedback.Verdict verdict : Feedback.Verdict.values()) {
      series.feedback.labels(Metrics.UNKNOWN, DeclaredSeries.label(verdict));
    }
  }

  /** A product is in the catalog; the same may be told again. */
  void expect(String productId) {
    if (!used.containsKey(productId)) {
      addExpected(productId);
    }
  }

  private synchronized void addExpected(String productId) {
    if (!used.containsKey(productId)
        && !TAKEN.contains(productId)
        && productId.length() <= BoundedLabels.MAX_LENGTH
        && places() < Metrics.MAX_LABELS) {
      expected.computeIfAbsent(productId, id -> new ProductCounts(series, id));
    }
  }

  /** Whether the product has series of its own from now on. */
  boolean use(String productId) {
    return counts(productId, true) != other;
  }

  /** Counts an image; whether its product has series of its own. */
  boolean scored(ScoredImage image) {
    // An image that is too old may name any product, one that was judged had shots.
    Skip skip = image.skip();
    boolean known = skip == null || skip.reason() != Skip.Reason.TOO_OLD;
    ProductCounts counts = counted(image.productId(), known);
    counts.image(image.verdict());
    image.warnings().forEach(warning -> counts.warning(warning.kind()));
    Counter.Child alerts = alerts(counts, image.cameraId());
    if (image.verdict() == Verdict.ANOMALOUS) {
      alerts.inc();
    }
    return counts != other;
  }

  /** Counts what a person said. */
  void answered(Feedback feedback) {
    if (feedback.productId().isEmpty()) {
      series.feedback.labels(Metrics.UNKNOWN, DeclaredSeries.label(feedback.verdict())).inc();
    } else {
      counted(feedback.productId(), true).answer(feedback.verdict());
    }
  }

  private ProductCounts counted(String productId, boolean known) {
    ProductCounts counts = counts(productId, known);
    if (counts == other) {
      foldedProducts.folded(productId);
    }
    return counts;
  }

  private ProductCounts counts(String productId, boolean known) {
    ProductCounts counts = used.get(productId);
    return counts == null ? addUsed(productId, known) : counts;
  }

  private synchronized ProductCounts addUsed(String productId, boolean known) {
    ProductCounts counts = used.get(productId);
    if (counts == null) {
      counts = expected.remove(productId);
    }
    if (counts == null && known && productId.length() <= BoundedLabels.MAX_LENGTH && makesRoom()) {
      counts = new ProductCounts(series, productId);
    }
    if (counts == null) {
      return other();
    }
    used.put(productId, counts);
    return counts;
  }

  private boolean makesRoom() {
    Iterator<ProductCounts> unused = expected.values().iterator();
    if (places() >= Metrics.MAX_LABELS && unused.hasNext()) {
      unused.next().remove();
      unused.remove();
    }
    return places() < Metrics.MAX_LABELS;
  }

  private int places() {
    return used.size() + expected.size();
  }

  private ProductCounts other() {
    ProductCounts counts = other;
    if (counts == null) {
      counts = new ProductCounts(series, Metrics.OTHER);
      other = counts;
    }
    return counts;
  }

  private Counter.Child alerts(ProductCounts counts, String cameraId) {
    Counter.Child alerts = counts.alerts(cameraId);
    return alerts == null ? addCamera(counts, cameraId) : alerts;
  }

  private synchronized Counter.Child addCamera(ProductCounts counts, String cameraId) {
    Counter.Child alerts = counts.alerts(cameraId);
    if (alerts != null) {
      return alerts;
    }
    if (pairs < MAX_PAIRS && cameras.admits(cameraId)) {
      pairs++;
      return counts.addCamera(cameraId);
    }
    foldedCameras.folded(cameraId);
    return counts.otherCameras();
  }
}
