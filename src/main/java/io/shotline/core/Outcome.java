package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;

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
}
