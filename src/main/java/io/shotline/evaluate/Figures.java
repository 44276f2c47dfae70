package io.shotline.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well scores tell good images from bad ones.
 *
 * @param good how many good images were judged
 * @param bad how many bad images were judged
 * @param auroc how often a bad image scores above a good one; equal scores count half
 * @param averagePrecision mean of the precisions at each step of recall
 * @param f1 the greatest that a threshold gives
 * @param f1Threshold the threshold that gives it
 * @param falseAlarms good images at or above the trial's threshold
 * @param missed bad images below it
 * @param missedAt what the best threshold of some shares of false alarms misses
 * @param pixelAuroc the same of the map's cells, by masks; null where there are none
 */
public record Figures(
    int good,
    int bad,
    double auroc,
    double averagePrecision,
    double f1,
    double f1Threshold,
    int falseAlarms,
    int missed,
    List<MissedAt> missedAt,
    @Nullable Double pixelAuroc) {
  /**
   * What is missed where the threshold lies as low as a share of false alarms allows.
   *
   * @param falseAlarmPercent the most good images in 100 that may be flagged
   * @param missed bad images that are not
   */
  public record MissedAt(int falseAlarmPercent, int missed) {}

  public Figures {
    missedAt = List.copyOf(missedAt);
  }

  /**
   * Returns what is missed at a share of false alarms.
   *
   * @param falseAlarmPercent one of those that there are
   */
  public int missedAt(int falseAlarmPercent) {
    return missedAt.stream()
        .filter(at -> at.falseAlarmPercent() == falseAlarmPercent)
        .findFirst()
        .orElseThrow()
        .missed();
  }

  /** Returns the same with the figure of pixels. */
  public Figures withPixelAuroc(@Nullable Double value) {
    return new Figures(
        good, bad, auroc, averagePrecision, f1, f1Threshold, falseAlarms, missed, missedAt, value);
  }
}
