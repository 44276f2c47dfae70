package io.shotline.cli.print;

import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayedImage;

/** Prints what a replay found: images as they come, and the sums at the end. Used by one thread. */
public interface ReplayReport {
  /** Prints an image if a reader of this report needs to see it. */
  void add(ReplayedImage image);

  /** Prints the sums. */
  void summary(ReplaySummary summary);

  /** Returns whether all that was to be reported is. */
  default boolean isComplete() {
    return true;
  }
}
