package io.shotline.core.threshold;

import org.jspecify.annotations.Nullable;

/** What was learnt on the line, as known at this moment. Called by all scoring threads at once. */
public interface LearntThresholds {
  /** Nothing was learnt. */
  LearntThresholds NONE = key -> null;

  /**
   * Returns what was learnt of these images; else the newest of the same product and camera through
   * another view or by another model; null if there is none.
   */
  @Nullable LearntThreshold of(LearningKey key);
}
