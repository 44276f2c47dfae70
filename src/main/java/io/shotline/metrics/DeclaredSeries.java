package io.shotline.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Info;
import io.shotline.core.image.Rejection;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The series that {@link Metrics} feeds: their names, their words and their buckets. */
final class DeclaredSeries {
  static final String REJECTED = "rejected";
  static final String DECODE = "decode";
  static final String BANK = "bank";
  static final String QUEUE = "queue";
  static final String MODEL = "model";
  static final String LOADED = "loaded";
  static final String FAILED = "failed";

  // Normal images of the small model score about 0.01 and defects from 0.08 on.
  private static final double[] SCORES = {
    .005, .01, .015, .02, .03, .04, .05, .06, .08, .1, .12, .15, .2, .25, .3, .4, .5, .6, .7, .8,
    .9, 1
  };
  private static final double[] STAGE_SECONDS = {
    .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
  };
  private static final double[] AGE_SECONDS = {
    .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 3600
  };
  private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64};

  final Counter images;
  final Counter rejections;
  final Counter skipped;
  final Counter productImages;
  final Counter alerts;
  final Counter evidence;
  final Counter evidenceBytes;
  final Counter warnings;
  final Counter clockSkew;
  final Counter folded;
  final Counter feedback;
  final Histogram score;
  final Histogram endToEnd;
  final Histogram stages;
  final Histogram batchSize;
  final Histogram modelRun;
  final Gauge queueDepth;
  final Gauge modelRuns;
  final Counter bankHits;
  final Counter bankMisses;
  final Counter bankRebuilds;
  final Gauge shots;
  final Gauge gpuDevices;
  final Info modelInfo;
  final Counter modelLoads;

  DeclaredSeries(CollectorRegistry registry) {
    images =
        Counter.build("shotline_images_total", "Records read, by what became of them.")
            .labelNames("outcome")
            .register(registry);
    rejections =
        Counter.build("shotline_rejections_total", "Records sent to the dead letters, by reason.")
            .labelNames("reason")
            .register(registry);
    skipped =
        Counter.build("shotline_skipped_total", "Images not scored on purpose, by reason.")
            .labelNames("reason")
            .register(registry);
    productImages =
        Counter.build(
                "shotline_product_images_total",
                "Images of a product, by what became of them; anomalous are its alerts.")
            .labelNames("product", "outcome")
            .register(registry);
    alerts =
        Counter.build("shotline_alerts_total", "Images found anomalous.")
            .labelNames("product", "camera")
            .register(registry);
    evidence =
        Counter.build("shotline_evidence_total", "Images of alerts, by what became of them.")
            .labelNames("outcome")
            .register(registry);
    evidenceBytes =
        Counter.build("shotline_evidence_bytes_total", "Bytes of images of alerts that were kept.")
            .register(registry);
    warnings =
        Counter.build(
                "shotline_warnings_total",
                "Reasons to doubt the verdicts of a product's images, by kind.")
            .labelNames("product", "kind")
            .register(registry);
    clockSkew =
        Counter.build(
                "shotline_capture_clock_skew_total",
                "Images captured in the future or more than a day ago, by their camera's clock.")
            .labelNames("camera", "direction")
            .register(registry);
    folded =
        Counter.build(
                "shotline_labels_folded_total",
                "Images and feedback counted as other: too many products or cameras, or long ids.")
            .labelNames("label")
            .register(registry);
    feedback =
        Counter.build("shotline_feedback_total", "What people said of alerts, by verdict.")
            .labelNames("product", "verdict")
            .register(registry);
    score = histogram("shotline_score", "Scores, 0 is like the shots.", SCORES).register(registry);
    endToEnd =
        histogram("shotline_end_to_end_seconds", "From the shutter to the verdict.", AGE_SECONDS)
            .register(registry);
    stages =
        histogram("shotline_stage_seconds", "Time of one image in a stage.", STAGE_SECONDS)
            .labelNames("stage")
            .register(registry);
    batchSize =
        histogram("shotline_batch_size", "Images in one run of the model.", BATCH_SIZES)
            .register(registry);
    modelRun =
        histogram("shotline_model_run_seconds", "One run of the model.", STAGE_SECONDS)
            .register(registry);
    queueDepth =
        Gauge.build("shotline_queue_depth", "Images that wait for the model.").register(registry);
    modelRuns =
        Gauge.build("shotline_model_runs", "Runs of the model that may go on at once.")
            .register(registry);
    bankHits = cache(registry, "hits", "Images whose product's shots were encoded already.");
    bankMisses = cache(registry, "misses", "Times that a product's shots were encoded or renewed.");
    bankRebuilds =
        cache(registry, "rebuilds", "Times that all shots were encoded again for want of memory.");
    shots =
        Gauge.build("shotline_shots", "Shots that count, by product.")
            .labelNames("product")
            .register(registry);
    gpuDevices =
        Gauge.build("shotline_gpu_devices", "GPUs that the model can run on.").register(registry);
    modelInfo = Info.build("shotline_model", "The model that scores.").register(registry);
    modelLoads =
        Counter.build(
                "shotline_model_loads_total", "New versions of the model, by what became of them.")
            .labelNames("result")
            .register(registry);
  }

  /**
   * Makes the series that have fixed labels: Prometheus misses the first increase of a new series.
   */
  void beginAtZero() {
    for (Verdict verdict : Verdict.values()) {
      images.labels(label(verdict));
    }
    images.labels(REJECTED);
    for (Skip.Reason reason : Skip.Reason.values()) {
      skipped.labels(label(reason));
    }
    for (EvidenceState state : EvidenceState.values()) {
      evidence.labels(label(state));
    }
    for (Rejection.Reason reason : Rejection.Reason.values()) {
      rejections.labels(label(reason));
    }
    for (String stage : List.of(DECODE, BANK, QUEUE, MODEL)) {
      stages.labels(stage);
    }
    modelLoads.labels(LOADED);
    modelLoads.labels(FAILED);
  }

  /** Counts how long one image took in each stage. */
  void observe(StageTimings timings) {
    stages.labels(DECODE).observe(Metrics.seconds(timings.decode()));
    stages.labels(BANK).observe(Metrics.seconds(timings.bank()));
    stages.labels(QUEUE).observe(Metrics.seconds(timings.queue()));
    stages.labels(MODEL).observe(Metrics.seconds(timings.model()));
  }

  /** Counts the image of an alert. */
  void alerted(EvidenceState state, int bytes) {
    evidence.labels(label(state)).inc();
    evidenceBytes.inc(bytes);
  }

  /** Counts a record that went to the dead letters. */
  void rejected(Rejection rejection) {
    images.labels(REJECTED).inc();
    rejections.labels(label(rejection.reason())).inc();
  }

  /** Counts a run of the model. */
  void ran(int size, Duration run) {
    batchSize.observe(size);
    modelRun.observe(Metrics.seconds(run));
  }

  /** What a value of an enum is called in a label. */
  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Histogram.Builder histogram(String name, String help, double[] buckets) {
    return Histogram.build(name, help).buckets(buckets);
  }

  private static Counter cache(CollectorRegistry registry, String what, String help) {
    return Counter.build("shotline_bank_cache_" + what + "_total", help).register(registry);
  }
}
