package io.shotline.core.line;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The products of a line. Calls may block, by any thread. They throw {@link
 * LineUnavailableException} while the place where products are kept does not answer.
 */
public interface Products {
  /** Returns all that have settings or shots, by id. */
  List<ProductEntry> list();

  /** Returns one, empty if it has neither settings nor shots. */
  Optional<ProductEntry> find(String productId);

  /**
   * Changes settings on top of those of one revision; returns when they count for the next image. A
   * change that leaves the settings as they are writes nothing, and the revision stays.
   *
   * @param revision that the change was decided on; 0 for a product that nobody configured
   * @param change may be called several times
   * @return the product after the change
   * @throws StaleRevisionException if another change came first; nothing is changed
   * @throws IllegalArgumentException if the change throws it or makes settings that cannot be kept
   */
  ProductEntry change(String productId, long revision, UnaryOperator<ProductEntry> change);

  /**
   * Removes the settings of a product, so that the defaults count; its shots stay.
   *
   * @return the settings before, empty if there were none
   * @throws StaleRevisionException if another change came first; nothing is removed
   */
  Optional<ProductEntry> remove(String productId, long revision);
}
