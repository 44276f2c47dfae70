package io.shotline.core.line;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import java.io.IOException;

/**
 * Draws what a person at the line sees. Nothing but pixels passes from the file of an image into a
 * picture: no names, places or cameras. Safe for use by many threads.
 */
public interface LinePictures {
  /**
   * Returns an image as it is, the right way up.
   *
   * @param longest side of the picture in pixels; a greater image is shrunk
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  Picture plain(EncodedImage image, int longest) throws IOException;

  /**
   * Returns an image with its result drawn over it, as PNG.
   *
   * @param longest side of the picture in pixels; a greater image is shrunk
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  Picture marked(EncodedImage image, ScoredImage result, int longest) throws IOException;
}
