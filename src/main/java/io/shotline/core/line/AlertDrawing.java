package io.shotline.core.line;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;

/** Draws the image of an alert with its result over it. */
@FunctionalInterface
public interface AlertDrawing {
  /**
   * Returns a PNG of the upright image with its result drawn over it, which holds nothing but the
   * picture. May block, by any thread.
   *
   * @throws IllegalArgumentException if the image cannot be drawn; says why
   */
  byte[] png(EncodedImage image, ScoredImage result);
}
