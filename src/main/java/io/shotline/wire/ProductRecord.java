package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Product;
import io.shotline.core.product.StandardSettings;

/**
 * The settings of one product as its record has them.
 *
 * @param hasView false: the product has no view of its own, and the service's counts
 */
public record ProductRecord(Product product, boolean hasView) {
  public ProductRecord {
    requireNonNull(product, "product");
  }

  /** Returns the settings, with these where the product leaves them open. */
  public Product settings(StandardSettings standard) {
    return standard.complete(hasView ? product : product.withView(standard.view()));
  }
}
