package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import io.shotline.core.image.Rejection;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.threshold.ShotScores;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens into the series that {@link DeclaredSeries} declares. Safe for use by many
 * threads; counting never blocks on anything outside. The values of {@code shotline_images_total}
 * add up to the records read.
 */
public final class Metrics implements ScoringMonitor {
  /** How many products and how many cameras have series of their own. */
  public static final int MAX_LABELS = 1000;

  /** What products and cameras beyond {@link #MAX_LABELS} are counted under. */
  public static final String OTHER = "other";

  /** What feedback that does not name its product is counted under. */
  public static final String UNKNOWN = "unknown";

  private final CollectorRegistry registry;
  private final DeclaredSeries series;
  private final LagCollector lag;
  private final DriftCollector drift;
  private final MisfitCollector misfits;
  private final CameraCollector cameras;
  private final CameraClocks clocks;
  private final ProductSeries products;

  /**
   * Declares all series, those of the JVM included.
   *
   * @param registry must not hold series of these names yet
   * @param card of the model that scores first
   * @param clock tells when images of a camera come
   * @param silentAfter a camera is silent when its last image is older
   */
  public Metrics(CollectorRegistry registry, ModelCard card, Clock clock, Duration silentAfter) {
    this.registry = requireNonNull(registry, "registry");
    this.series = new DeclaredSeries(registry);
    this.lag = new LagCollector().register(registry);
    this.drift = new DriftCollector(clock).register(registry);
    this.misfits = new MisfitCollector(clock).register(registry);
    this.cameras = new CameraCollector(MAX_LABELS, silentAfter, clock).register(registry);
    this.clocks = new CameraClocks(series);
    this.products = new ProductSeries(series);
    modelInfo(card);
    series.beginAtZero();
    DefaultExports.register(registry);
  }

  /** How many GPUs the model can run on; 0 until this is called. */
  public void gpuDevices(int count) {
    series.gpuDevices.set(count);
  }

  /**
   * Asks here at every scrape and on its thread.
   *
   * @param queueDepth the number of images that wait
   * @param runs how many runs of the model may go on at once
   */
  public void watchModel(IntSupplier queueDepth, IntSupplier runs) {
    series.queueDepth.setChild(asked(queueDepth));
    series.modelRuns.setChild(asked(runs));
  }

  private static Gauge.Child asked(IntSupplier value) {
    requireNonNull(value, "value");
    return new Gauge.Child() {
      @Override
      public double get() {
        return value.getAsInt();
      }
    };
  }

  /**
   * Asks here for the consumer's lag, at every scrape and on its thread; may block. One entry per
   * partition; an exception leaves the lag out of that scrape.
   */
  public void watchLag(Supplier<List<PartitionLag>> partitions) {
    lag.source(partitions);
  }

  @Override
  public void scored(ScoredImage image) {
    series.images.labels(DeclaredSeries.label(image.verdict())).inc();
    Skip skip = image.skip();
    if (skip != null) {
      series.skipped.labels(DeclaredSeries.label(skip.reason())).inc();
    }
    // A repeat is no image more. A camera that sends nothing else shows no piece: it is silent.
    if (!image.isDuplicate()) {
      cameras.seen(image.cameraId());
      clocks.scored(image);
      observe(image);
    }
  }

  @Override
  public void alerted(EvidenceState evidence, int bytes) {
    series.alerted(evidence, bytes);
  }

  private void observe(ScoredImage image) {
    boolean shown = products.scored(image);
    if (image.skip() != null) {
      return;
    }
    series.score.observe(image.score());
    if (shown) {
      drift.scored(image);
      misfits.scored(image);
    }
    series.observe(image.timings());
  }

  @Override
  public void pictureRepeated(String cameraId, int repeats) {
    cameras.repeated(cameraId, repeats);
  }

  @Override
  public void rejected(Rejection rejection) {
    series.rejected(rejection);
  }

  @Override
  public void recordIgnored(Rejection rejection) {
    series.ignored.labels(DeclaredSeries.label(rejection.reason())).inc();
  }

  @Override
  public void batch(int size, Duration run) {
    series.ran(size, run);
  }

  @Override
  public void bankHit() {
    series.bankHits.inc();
  }

  @Override
  public void bankRebuilt() {
    series.bankRebuilds.inc();
  }

  @Override
  public void feedback(Feedback feedback) {
    products.answered(feedback);
  }

  @Override
  public void productKnown(String productId) {
    products.expect(productId);
  }

  /** Products beyond {@link #MAX_LABELS} have no gauges, nor have those that never had a shot. */
  @Override
  public void bankBuilt(String productId, List<String> shotDigests) {
    series.bankMisses.inc();
    if (shotDigests.isEmpty() ? drift.follows(productId) : products.use(productId)) {
      drift.compared(productId, shotDigests);
      series.shots.labels(productId).set(shotDigests.size());
    }
  }

  @Override
  public void shotsCompared(String productId, ShotScores scores) {
    // As bounded as drift, which heard of the shots before.
    if (drift.follows(productId)) {
      misfits.compared(productId, scores);
    }
  }

  /** Takes the gauges away: they say how things are now. */
  @Override
  public void shotsRemoved(String productId) {
    drift.forget(productId);
    misfits.forget(productId);
    series.shots.remove(productId);
  }

  @Override
  public void imagesMoved() {
    cameras.forgetAll();
  }

  @Override
  public void modelSwapped(ModelCard card) {
    series.modelLoads.labels(DeclaredSeries.LOADED).inc();
    modelInfo(card);
  }

  @Override
  public void modelRefused() {
    series.modelLoads.labels(DeclaredSeries.FAILED).inc();
  }

  private void modelInfo(ModelCard card) {
    series.modelInfo.info("name", card.name(), "version", card.version());
  }

  /**
   * Returns the format in which a scraper gets the series: Prometheus' text or OpenMetrics.
   *
   * @param accept the scraper's Accept header; null for Prometheus' text
   */
  public static String contentType(@Nullable String accept) {
    return TextFormat.chooseContentType(accept);
  }

  /**
   * Returns all series as text.
   *
   * @param contentType the format, as {@link #contentType} gives it
   */
  public String text(String contentType) {
    StringWriter text = new StringWriter();
    try {
      TextFormat.writeFormat(contentType, text, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail", e);
    }
    return text.toString();
  }

  /** Not by toNanos, which overflows after 292 years. */
  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
