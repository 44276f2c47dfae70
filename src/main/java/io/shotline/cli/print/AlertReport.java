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

  /** Told when all alerts were added that there are; again and again while more come. */
  default void caughtUp() {}

  /** Told when no alert comes any more. */
  default void end() {}

  /** Returns whether all that was to be shown is. */
  default boolean isComplete() {
    return true;
  }
}
