package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import java.time.Instant;

/**
 * A normal image of a product, which images are compared with.
 *
 * @param shotId unique within the product
 * @param addedBy a person or a program, for the record only
 */
public record Shot(
    String productId, String shotId, EncodedImage image, Instant addedAt, String addedBy) {
  public Shot {
    requireNonNull(productId, "productId");
    requireNonNull(shotId, "shotId");
    requireNonNull(image, "image");
    requireNonNull(addedAt, "addedAt");
    requireNonNull(addedBy, "addedBy");
  }
}
