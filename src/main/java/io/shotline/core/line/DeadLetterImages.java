package io.shotline.core.line;

import io.shotline.core.image.EncodedImage;
import java.util.Optional;

/** Reads the images of dead letters. Safe for use by many threads; calls may block. */
@FunctionalInterface
public interface DeadLetterImages {
  /**
   * Returns the bytes of the image as they were sent, which need not be an image; empty if the
   * letter is no longer kept or holds none.
   *
   * @throws LineUnavailableException if letters cannot be read now
   */
  Optional<EncodedImage> of(DeadLetter letter);
}
