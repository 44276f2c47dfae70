package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a product.
 *
 * @param displayName what the thing is called in plain words
 * @param threshold scores at or above it are anomalous, 0 to 1; null takes the model's default
 * @param maxShots how many shots count, the newest first; null takes the model's limit
 * @param enabled false: images are skipped, not scored
 * @param maxAge images that waited longer are skipped; null takes the service's limit, zero is none
 * @param view what of its images is looked at, and how
 */
public record Product(
    String productId,
    String displayName,
    @Nullable Double threshold,
    @Nullable Integer maxShots,
    boolean enabled,
    @Nullable Duration maxAge,
    View view) {
  public Product {
    requireNonNull(productId, "productId");
    requireNonNull(displayName, "displayName");
    requireNonNull(view, "view");
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold of product " + productId + " must be 0 to 1, not " + threshold);
    }
    if (maxShots != null && maxShots < 1) {
      throw new IllegalArgumentException(
          "max_shots of product " + productId + " must be 1 or more, not " + maxShots);
    }
    if (maxAge != null && maxAge.isNegative()) {
      throw new IllegalArgumentException(
          "max_age of product " + productId + " must be 0 or more, not " + maxAge);
    }
  }

  /** Returns the same with another view. */
  public Product withView(View other) {
    return new Product(productId, displayName, threshold, maxShots, enabled, maxAge, other);
  }

  /** Returns the same with another threshold. */
  public Product withThreshold(double other) {
    return new Product(productId, displayName, other, maxShots, enabled, maxAge, view);
  }

  /** A product that nobody configured: the model's threshold and limit, its id as its name. */
  public static Product withDefaults(String productId) {
    return new Product(
        productId, productId.replace('_', ' '), null, null, true, null, View.DEFAULT);
  }
}
