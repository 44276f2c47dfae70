package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Product;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product as a person sees and changes it.
 *
 * @param settings the defaults if nobody configured the product
 * @param hasView whether the product has a view of its own; else the service's view options count
 * @param changedAt by the broker's clock; null if nobody configured the product
 * @param revision rises with each change; 0 if nobody configured the product
 */
public record ProductEntry(
    Product settings, boolean hasView, @Nullable Instant changedAt, long revision) {
  public ProductEntry {
    requireNonNull(settings, "settings");
  }

  /** Returns the product's id. */
  public String id() {
    return settings.productId();
  }

  /** Returns whether anybody configured the product. */
  public boolean isConfigured() {
    return revision > 0;
  }

  /** Returns whether the settings are those that somebody gave the product before. */
  public boolean isAsIn(ProductEntry before) {
    return before.isConfigured() && settings.equals(before.settings) && hasView == before.hasView;
  }
}
