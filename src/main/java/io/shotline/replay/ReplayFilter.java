package io.shotline.replay;

import io.shotline.core.ImageEvent;
import java.util.Set;

/**
 * Which images are replayed.
 *
 * @param products of these; empty: of all
 * @param cameras from these; empty: from all
 */
public record ReplayFilter(Set<String> products, Set<String> cameras) {
  public ReplayFilter {
    products = Set.copyOf(products);
    cameras = Set.copyOf(cameras);
  }

  /** Returns whether an image is replayed. */
  public boolean wants(ImageEvent event) {
    return (products.isEmpty() || products.contains(event.productId()))
        && (cameras.isEmpty() || cameras.contains(event.cameraId()));
  }
}
