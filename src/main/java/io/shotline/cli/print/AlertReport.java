package io.shotline.cli.print;

import io.shotline.core.result.Feedback;
import io.shotline.kafka.history.RecordedAlert;
import org.jspecify.annotations.Nullable;

/** Shows alerts as they are read. Used by one thread. */
public interface AlertReport {
  /**
   * Shows an alert.
   *
   * @param answer what a person said of it; null: nothing yet
   */
  void add(RecordedAlert alert, @Nullable Feedback answer);
}
