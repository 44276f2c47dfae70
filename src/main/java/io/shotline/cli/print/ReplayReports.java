package io.shotline.cli.print;

import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayedImage;
import java.util.List;

/** Several reports of one replay. */
public record ReplayReports(List<ReplayReport> all) implements ReplayReport {
  public ReplayReports {
    all = List.copyOf(all);
  }

  @Override
  public void add(ReplayedImage image) {
    all.forEach(report -> report.add(image));
  }

  @Override
  public void summary(ReplaySummary summary) {
    all.forEach(report -> report.summary(summary));
  }

  @Override
  public boolean isComplete() {
    return all.stream().allMatch(ReplayReport::isComplete);
  }
}
