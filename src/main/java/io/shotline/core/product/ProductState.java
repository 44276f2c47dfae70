package io.shotline.core.product;

import static java.util.Objects.requireNonNull;

/**
 * A product as the catalog has it at one moment.
 *
 * @param settings the defaults if nobody configured the product
 * @param revision of its shots
 */
public record ProductState(Product settings, long revision) {
  public ProductState {
    requireNonNull(settings, "settings");
  }

  /** Reads the product's settings and the revision of its shots. */
  public static ProductState of(Catalog catalog, String productId) {
    // The revision first: what is read after it is at least as new.
    long revision = catalog.revision(productId);
    return new ProductState(catalog.settings(productId), revision);
  }
}
