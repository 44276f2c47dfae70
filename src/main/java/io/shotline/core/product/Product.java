package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a product.
 *
 * @param displayName what the thing is called in plain words
 * @param threshold scores at or above it are anomalous, 0 to 1; null: automatic, or the service's
 * @param maxShots how many shots count, the newest first; null takes the model's limit
 * @param enabled false: images are skipped, not scored
 * @param maxAge images that waited longer are skipped; null takes the service's limit, zero is none
 * @param view what of its images is looked at, and how
 * @param sensitivity of the automatic threshold; null takes the service's, or normal
 * @param learning of the threshold on the line
 * @param evidence whether images of its alerts are kept; null takes the service's word
 */
public record Product(
    String productId,
    String displayName,
    @Nullable Double threshold,
    @Nullable Integer maxShots,
    boolean enabled,
    @Nullable Duration maxAge,
    View view,
    @Nullable Sensitivity sensitivity,
    Learning learning,
    @Nullable Boolean evidence) {
  public Product {
    requireNonNull(productId, "productId");
    requireNonNull(displayName, "displayName");
    requireNonNull(view, "view");
    requireNonNull(learning, "learning");
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

  /** Makes the settings of a product whose sensitivity and evidence nobody set. */
  public Product(
      String productId,
      String displayName,
      @Nullable Double threshold,
      @Nullable Integer maxShots,
      boolean enabled,
      @Nullable Duration maxAge,
      View view) {
    this(
        productId,
        displayName,
        threshold,
        maxShots,
        enabled,
        maxAge,
        view,
        null,
        Learning.DEFAULT,
        null);
  }

  /** Returns the same with another view. */
  public Product withView(View other) {
    return new Product(
        productId,
        displayName,
        threshold,
        maxShots,
        enabled,
        maxAge,
        other,
        sensitivity,
        learning,
        evidence);
  }

  /** Returns what a person says of its threshold. */
  public ThresholdRule thresholdRule() {
    return new ThresholdRule(threshold, sensitivity, learning);
  }

  /** Returns the same with other words on its threshold. */
  public Product withThresholdRule(ThresholdRule other) {
    return new Product(
        productId,
        displayName,
        other.set(),
        maxShots,
        enabled,
        maxAge,
        view,
        other.sensitivity(),
        other.learning(),
        evidence);
  }

  /** A product that nobody configured: automatic, the model's limit, its id as its name. */
  public static Product withDefaults(String productId) {
    return new Product(
        productId, productId.replace('_', ' '), null, null, true, null, View.DEFAULT);
  }
}
