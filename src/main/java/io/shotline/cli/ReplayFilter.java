package io.shotline.cli;

import io.shotline.core.ImageEvent;
import java.util.Set;

/**
 * Which images are replayed.
 *
 * @param products of these; empty: of all
 * @param cameras from these; empty: from all
 */
record ReplayFilter(Set<String> products, Set<String> cameras) {
  ReplayFilter {
    products = Set.copyOf(products);
    cameras = Set.copyOf(cameras);
  }

  boolean wants(ImageEvent event) {
    return (products.isEmpty() || products.contains(event.productId()))
        && (cameras.isEmpty() || cameras.contains(event.cameraId()));
  }
}
