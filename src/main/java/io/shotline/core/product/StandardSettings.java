package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;

/**
 * What counts for products whose settings leave it open: what the service was started with.
 *
 * @param view of products that have none of their own
 * @param threshold of products that have no number or no sensitivity of their own
 */
public record StandardSettings(View view, ThresholdRule threshold) {
  /** Nobody said anything. */
  public static final StandardSettings DEFAULT =
      new StandardSettings(View.DEFAULT, ThresholdRule.AUTOMATIC);

  public StandardSettings {
    requireNonNull(view, "view");
    requireNonNull(threshold, "threshold");
  }

  /** Returns a product with these where it leaves them open, besides its view. */
  public Product complete(Product product) {
    return product.withThresholdRule(product.thresholdRule().or(threshold));
  }
}
