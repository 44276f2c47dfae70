package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ShotWarning;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.threshold.ShotScores;
import java.util.List;

/**
 * What the shots of a product say of each other by the model that scores.
 *
 * @param shotIds of the shots that count, the oldest first
 * @param automatic the thresholds that they give
 * @param warnings reasons to doubt shots, whatever these are compared with
 */
public record ShotReport(
    List<String> shotIds, AutomaticThreshold automatic, List<ShotWarning> warnings) {
  public ShotReport {
    shotIds = List.copyOf(shotIds);
    requireNonNull(automatic, "automatic");
    warnings = List.copyOf(warnings);
  }

  /** Returns the scores of the shots. */
  public ShotScores scores() {
    return automatic.scores();
  }
}
