package io.shotline.kafka.ahead;

import io.shotline.core.result.Subject;

/** Knows the images that were judged before, when their camera sends them again. */
@FunctionalInterface
public interface RepeatCheck {
  /**
   * Returns whether the event was judged before by this very file.
   *
   * @param picture tells the file from others, as in {@link TakenImage}
   */
  boolean isRepeat(Subject subject, long picture);
}
