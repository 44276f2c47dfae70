package io.shotline.core.line;

import io.shotline.core.ShotReport;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.ListedShot;
import java.util.List;
import java.util.Optional;

/**
 * The shots of products. Calls may block, by any thread. They throw {@link
 * LineUnavailableException} while the place where shots are kept does not answer.
 */
public interface Shots {
  /** Returns what shots a product has, the oldest first; none if it has none. Holds no image. */
  List<ListedShot> list(String productId);

  /**
   * Returns what else is known of listed shots, in their order; those that were removed meanwhile
   * are left out. Reads their images, one after the other.
   */
  List<ShotEntry> entries(List<ListedShot> listed);

  /**
   * Returns what the shots of a product say of each other, by the model that scores; empty if that
   * is not known yet: it is being found out, and no call waits for it long.
   */
  Optional<ShotReport> compared(String productId);

  /** Returns one shot, empty if there is none. */
  Optional<ShotEntry> find(String productId, String shotId);

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

  /** Removes a shot; returns what it was, empty if there is none. */
  Optional<ShotEntry> remove(String productId, String shotId);
}
