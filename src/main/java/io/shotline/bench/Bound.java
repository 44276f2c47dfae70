package io.shotline.bench;

import java.util.Locale;

/** Says in words what a rate is bound by. */
final class Bound {
  private static final double BUSY_PERCENT = 85;

  private Bound() {}

  /**
   * Returns a line.
   *
   * @param model share of the time in which the model ran, in percent
   * @param processors share of all processors' time that this process took, in percent
   */
  static String of(double model, double processors) {
    String cause;
    if (processors >= BUSY_PERCENT) {
      cause = "the processors";
    } else if (model >= BUSY_PERCENT) {
      cause = "the model";
    } else {
      cause = "waiting: for the broker, its disk, or a machine with other work";
    }
    return String.format(
        Locale.ROOT,
        "through Kafka the bound is %s (the model ran %.0f %% of the time, the processors were"
            + " %.0f %% in use)",
        cause,
        model,
        processors);
  }
}
