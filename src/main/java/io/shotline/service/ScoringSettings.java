package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import java.time.Clock;
import java.time.Duration;

/**
 * How images reach the model.
 *
 * @param maxBatch the most images in one run of the model
 * @param linger how long a batch waits for more images; zero runs with those already queued
 * @param runs how many runs go on at once; 0 for as many as the model asks for
 * @param bankCacheBytes memory for the features of shots; one product's are kept even if larger
 * @param limits larger images are refused
 */
public record ScoringSettings(
    int maxBatch, Duration linger, int runs, long bankCacheBytes, ImageLimits limits) {
  private static final Duration LONGEST_LINGER = Duration.ofSeconds(10);

  /** Batches of 4, no linger, the model's choice of runs, 512 MB of features, 16 MB of an image. */
  public static final ScoringSettings DEFAULT =
      new ScoringSettings(4, Duration.ZERO, 0, 512L << 20, ImageLimits.DEFAULT);

  public ScoringSettings {
    Bounds.requireBetween("max batch", maxBatch, 1, 1024);
    Bounds.requireBetween("linger", linger, Duration.ZERO, LONGEST_LINGER);
    Bounds.requireBetween("model runs", runs, 0, 1024);
    Bounds.requireAtLeast("bank cache bytes", bankCacheBytes, 1);
    requireNonNull(limits, "limits");
  }

  /**
   * Returns how many images at once keep the model busy: one batch in it and one being decoded, or
   * for each processor one in a run of its own and one being decoded.
   */
  public int imagesInWork() {
    int processors = Runtime.getRuntime().availableProcessors();
    return 2 * Math.max(maxBatch, Math.max(processors, runs));
  }

  /** Makes a scorer for the model, which it closes. */
  public Scorer scorer(ScoringModel model, ScoringMonitor monitor) {
    return new Scorer(
        model,
        limits,
        new BatchSettings(maxBatch, linger, runs, imagesInWork()),
        bankCacheBytes,
        monitor,
        Clock.systemUTC());
  }
}
