package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;

/** Tells what became of the image of an alert. */
public sealed interface AlertImage {
  /**
   * It is kept.
   *
   * @param image as it was received
   * @param result with its map
   */
  record Found(EncodedImage image, ScoredImage result) implements AlertImage {
    public Found {
      requireNonNull(image, "image");
      requireNonNull(result, "result");
    }
  }

  /** It, or the whole alert, was kept and is deleted: its time is over. */
  record Gone() implements AlertImage {}

  /** It was never kept as evidence, and is no longer on the topic of images. */
  record Omitted(EvidenceState why) implements AlertImage {
    public Omitted {
      requireNonNull(why, "why");
    }
  }

  /** There is no such alert. */
  record Unknown() implements AlertImage {}
}
