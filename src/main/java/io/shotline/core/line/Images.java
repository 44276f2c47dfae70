package io.shotline.core.line;

import io.shotline.core.ImageEvent;

/** Where cameras publish images. */
@FunctionalInterface
public interface Images {
  /**
   * Publishes an image as a camera does; returns when it is safe. May block, by any thread.
   *
   * @throws LineUnavailableException if it cannot be kept now
   * @throws IllegalArgumentException if an id cannot be kept; says why
   */
  PublishedImage publish(ImageEvent event);
}
