package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ClockSkew;
import io.shotline.core.result.ScoredImage;
import java.time.Duration;

/**
 * How long images took from the shutter to the verdict, and the cameras whose clocks cannot be
 * right. What such a clock says is no latency. Safe for use by many threads.
 */
final class CameraClocks {
  private static final String AHEAD = "ahead";
  private static final String BEHIND = "behind";

  private final DeclaredSeries series;
  private final BoundedLabels cameras = new BoundedLabels(Metrics.MAX_LABELS);

  CameraClocks(DeclaredSeries series) {
    this.series = requireNonNull(series, "series");
  }

  /** An image was judged. */
  void scored(ScoredImage image) {
    switch (ClockSkew.of(image)) {
      case AHEAD -> count(image.cameraId(), AHEAD);
      case BEHIND -> count(image.cameraId(), BEHIND);
      case NONE -> {
        Duration age = Duration.between(image.capturedAt(), image.scoredAt());
        series.endToEnd.observe(Metrics.seconds(age));
      }
    }
  }

  private void count(String cameraId, String direction) {
    String camera = cameras.admits(cameraId) ? cameraId : Metrics.OTHER;
    series.clockSkew.labels(camera, direction).inc();
  }
}
