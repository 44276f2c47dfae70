package io.shotline.cli;

import io.shotline.core.Catalog;
import io.shotline.core.Product;
import io.shotline.core.Shot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shots that do not change, the same whatever product is asked for.
 *
 * @param product the settings of any product; null: nobody configured it
 */
record FixedCatalog(@Nullable Product product, List<Shot> shots) implements Catalog {
  FixedCatalog {
    shots = List.copyOf(shots);
  }

  @Override
  public Optional<Product> product(String productId) {
    return Optional.ofNullable(product);
  }

  @Override
  public long revision(String productId) {
    return 0;
  }

  @Override
  public List<Shot> shots(String productId) {
    return shots;
  }
}
