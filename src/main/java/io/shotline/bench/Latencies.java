package io.shotline.bench;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.StageTimings;
import java.time.Duration;
import java.time.Instant;

/** How long images took in milliseconds, by when a reader of committed results had them. */
final class Latencies {
  private final Measurements all = new Measurements();
  private final Measurements beyondModel = new Measurements();
  private final Measurements committing = new Measurements();

  /** Notes an image whose result was read at this moment. */
  void add(ScoredImage image, Instant now) {
    double millis = millis(Duration.between(image.capturedAt(), now));
    StageTimings timings = image.timings();
    all.add(millis);
    committing.add(millis(Duration.between(image.scoredAt(), now)));
    beyondModel.add(millis - millis(timings.decode()) - millis(timings.model()));
  }

  void addAll(Latencies more) {
    all.addAll(more.all);
    beyondModel.addAll(more.beyondModel);
    committing.addAll(more.committing);
  }

  /** Puts the quantiles into a column. */
  void tell(Figures figures, String column) {
    tell(figures, "capture to committed result", column, all);
    tell(figures, "beyond decode and model", column, beyondModel);
    tell(figures, "verdict to committed result", column, committing);
  }

  private static void tell(Figures figures, String what, String column, Measurements millis) {
    figures.put(what + ", p50 ms", column, millis.quantile(0.5));
    figures.put(what + ", p99 ms", column, millis.quantile(0.99));
    figures.put(what + ", p99.9 ms", column, millis.quantile(0.999));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
