package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * A shot on a catalog's list, without its image: a product may have more shots than fit into
 * memory, of which only the newest count.
 *
 * @param shotId unique within the product
 */
public record ListedShot(String productId, String shotId, Instant addedAt) {
  /** By time, those of the same time by id. */
  public static final Comparator<ListedShot> OLDEST_FIRST =
      Comparator.comparing(ListedShot::addedAt).thenComparing(ListedShot::shotId);

  public ListedShot {
    requireNonNull(productId, "productId");
    requireNonNull(shotId, "shotId");
    requireNonNull(addedAt, "addedAt");
  }

  /** What a list says of a shot. */
  public static ListedShot of(Shot shot) {
    return new ListedShot(shot.productId(), shot.shotId(), shot.addedAt());
  }
}
