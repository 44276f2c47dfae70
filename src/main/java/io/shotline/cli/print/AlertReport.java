package io.shotline.cli.print;

import io.shotline.kafka.history.RecordedAlert;

/** Shows alerts as they are read. Used by one thread. */
public interface AlertReport {
  /**
   * Shows an alert.
   *
   * @param said what people said of it
   */
  void add(RecordedAlert alert, AlertSaid said);

  /** Told when all alerts were added that there are; again and again while more come. */
  default void caughtUp() {}

  /** Told when no alert comes any more. */
  default void end() {}

  /** Returns whether all that was to be shown is. */
  default boolean isComplete() {
    return true;
  }
}
