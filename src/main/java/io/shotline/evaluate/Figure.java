package io.shotline.evaluate;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A figure of a trial that has a mean and a deviation over trials. */
public enum Figure {
  GOOD(trial -> (double) trial.figures().good()),
  BAD(trial -> (double) trial.figures().bad()),
  AUROC(trial -> trial.figures().auroc()),
  AVERAGE_PRECISION(trial -> trial.figures().averagePrecision()),
  F1(trial -> trial.figures().f1()),
  THRESHOLD(trial -> trial.threshold().value()),
  FALSE_ALARMS(trial -> (double) trial.figures().falseAlarms()),
  /** Of the good images. */
  FALSE_ALARM_SHARE(trial -> (double) trial.figures().falseAlarms() / trial.figures().good()),
  MISSED(trial -> (double) trial.figures().missed()),
  /** Of the bad images. */
  MISSED_SHARE(trial -> (double) trial.figures().missed() / trial.figures().bad()),
  MISSED_SHARE_AT_2_PERCENT(trial -> missedAt(trial, 2)),
  MISSED_SHARE_AT_5_PERCENT(trial -> missedAt(trial, 5)),
  MISSED_SHARE_AT_10_PERCENT(trial -> missedAt(trial, 10)),
  /** Only where images have masks. */
  PIXEL_AUROC(trial -> trial.figures().pixelAuroc()),
  MS_PER_IMAGE(Trial::millisPerImage);

  // The functions hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Trial, @Nullable Double> value;

  Figure(Function<Trial, @Nullable Double> value) {
    this.value = value;
  }

  /** Returns the value of a trial; null if it has none. */
  @Nullable Double of(Trial trial) {
    return value.apply(trial);
  }

  /** Returns its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double missedAt(Trial trial, int percent) {
    return (double) trial.figures().missedAt(percent) / trial.figures().bad();
  }
}
