package io.shotline.cli.print;

import io.shotline.core.ShotReport;
import io.shotline.core.bank.ShotWarning;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.threshold.ThresholdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what scores are held against and why, and which shots are unlike the others. */
public final class ThresholdWords {
  private ThresholdWords() {}

  /** Returns a line on the threshold, one for each warning of a shot and each odd shot. */
  public static List<String> of(ShotReport report, ThresholdRule rule) {
    List<String> lines = new ArrayList<>();
    Threshold threshold = rule.threshold(report.automatic());
    lines.add(
        String.format(
            Locale.ROOT, "threshold %.4f %s", threshold.value(), why(threshold, report, rule)));
    report.warnings().forEach(shot -> lines.add(of(shot)));
    report.scores().odd().forEach(odd -> lines.add(of(odd)));
    return lines;
  }

  /** Returns a line on an odd shot. */
  public static String of(ShotScores.Odd odd) {
    return String.format(
        Locale.ROOT,
        "shot %s is unlike the others: it scores %.4f against them, over %.4f; look at it, and"
            + " remove it if it shows a defect or something else",
        odd.shotId(),
        odd.score(),
        odd.limit());
  }

  private static String of(ShotWarning shot) {
    Warning warning = shot.warning();
    return "shot " + shot.shotId() + ": warning " + warning.kind() + ": " + warning.detail();
  }

  private static String why(Threshold threshold, ShotReport report, ThresholdRule rule) {
    if (threshold.source() == ThresholdSource.SET) {
      return "as set";
    }
    if (threshold.source() == ThresholdSource.MODEL) {
      return "from the model's card (it cannot compare shots with each other)";
    }
    Sensitivity own = rule.sensitivity();
    Sensitivity sensitivity = own == null ? Sensitivity.NORMAL : own;
    int shots = report.scores().shots();
    String from = shots == 1 ? "from 1 shot" : "from " + shots + " shots";
    return threshold.isUnsure()
        ? from + " (too few shots to tell: add some, " + ShotScores.ENOUGH + " or more in all)"
        : from
            + " ("
            + sensitivity.name().toLowerCase(Locale.ROOT)
            + ": about "
            + sensitivity.flaggedOfHundred(shots)
            + " of 100 good parts are flagged)";
  }
}
