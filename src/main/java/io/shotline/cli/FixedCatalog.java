package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Catalog;
import io.shotline.core.Product;
import io.shotline.core.Shot;
import java.util.List;
import java.util.Optional;

/** One product whose shots do not change, whatever product is asked for. */
record FixedCatalog(Product product, List<Shot> shots) implements Catalog {
  FixedCatalog {
    requireNonNull(product, "product");
    shots = List.copyOf(shots);
  }

  @Override
  public Optional<Product> product(String productId) {
    return Optional.of(product);
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
