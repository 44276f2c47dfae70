package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.LearnerInput;
import io.shotline.core.threshold.LearningKey;

/** What the learner hears, and of which images. */
public record LearnerRecord(LearningKey key, LearnerInput input) {
  public LearnerRecord {
    requireNonNull(key, "key");
    requireNonNull(input, "input");
  }
}
