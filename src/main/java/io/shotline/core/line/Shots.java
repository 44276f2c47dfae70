package io.shotline.core.line;

import io.shotline.core.image.EncodedImage;
import java.util.List;
import java.util.Optional;

/**
 * The shots of products. Calls may block, by any thread. They throw {@link
 * LineUnavailableException} while the place where shots are kept does not answer.
 */
public interface Shots {
  /** Returns the shots of a product, the oldest first; none if it has none. */
  List<ShotEntry> list(String productId);

  /** Returns the image of a shot as it was added; empty if there is no such shot. */
  Optional<EncodedImage> image(String productId, String shotId);

  /**
   * Adds a shot, or replaces the one of this id; returns when it counts for the next image that is
   * published.
   *
   * @param addedBy the person or program
   * @throws IllegalArgumentException if an id cannot be kept or the image cannot be used; says why
   */
  ShotEntry add(String productId, String shotId, EncodedImage image, String addedBy);

  /** Removes a shot; false if there is none. */
  boolean remove(String productId, String shotId);
}
