package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

/** What a learner hears of the images of one key. */
public sealed interface LearnerInput {
  /** Returns the shots that the score is of. */
  ShotBasis shots();

  /** An image was scored. */
  record Observed(double score, ShotBasis shots) implements LearnerInput {
    public Observed {
      requireNonNull(shots, "shots");
    }
  }

  /**
   * A person said what an image was. Another answer to the same event takes its place.
   *
   * @param isDefect false: a false alarm
   */
  record Answered(String eventId, boolean isDefect, double score, ShotBasis shots)
      implements LearnerInput {
    public Answered {
      requireNonNull(eventId, "eventId");
      requireNonNull(shots, "shots");
    }
  }
}
