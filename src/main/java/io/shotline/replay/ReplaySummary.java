package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came of a replay.
 *
 * @param model that scored now, as in {@code mini/1}
 * @param modelsBefore those that gave the verdicts before
 * @param outputTopic where the results are
 */
public record ReplaySummary(
    ReplayTally tally, String model, List<String> modelsBefore, String outputTopic) {
  public ReplaySummary {
    requireNonNull(tally, "tally");
    requireNonNull(model, "model");
    modelsBefore = List.copyOf(modelsBefore);
    requireNonNull(outputTopic, "outputTopic");
  }
}
