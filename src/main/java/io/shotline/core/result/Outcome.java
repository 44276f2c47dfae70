package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import java.time.Instant;

/** What became of one image: a result or a rejection, and never both. */
public sealed interface Outcome {
  /** The image has a verdict. */
  record Judged(ScoredImage image) implements Outcome {
    public Judged {
      requireNonNull(image, "image");
    }
  }

  /** The image cannot be scored. */
  record Rejected(Rejection rejection) implements Outcome {
    public Rejected {
      requireNonNull(rejection, "rejection");
    }
  }

  /**
   * Returns the outcome of an image that is not to be scored.
   *
   * @param model that would have scored it
   */
  static Outcome skipped(Subject subject, Instant at, ModelLabel model, Skip skip) {
    return new Judged(
        new ScoredImage(
            subject, at, model, Judgement.skipped(skip), Difference.NONE, StageTimings.NONE));
  }
}
