package io.shotline.cli.print;

import io.shotline.kafka.history.RecordedAlert;
import java.util.List;

/** Shows alerts in several ways. */
public record AlertReports(List<AlertReport> all) implements AlertReport {
  public AlertReports {
    all = List.copyOf(all);
  }

  @Override
  public void add(RecordedAlert alert, AlertSaid said) {
    all.forEach(report -> report.add(alert, said));
  }

  @Override
  public void caughtUp() {
    all.forEach(AlertReport::caughtUp);
  }

  @Override
  public void end() {
    all.forEach(AlertReport::end);
  }

  @Override
  public boolean isComplete() {
    return all.stream().allMatch(AlertReport::isComplete);
  }
}
