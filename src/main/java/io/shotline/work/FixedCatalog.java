package io.shotline.work;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shots that do not change, the same whatever product is asked for. */
public final class FixedCatalog implements Catalog {
  private final @Nullable Product product;
  private final Map<ListedShot, EncodedImage> images = new LinkedHashMap<>();

  /**
   * @param product the settings of any product; null: nobody configured it
   */
  public FixedCatalog(@Nullable Product product, List<Shot> shots) {
    this.product = product;
    shots.forEach(shot -> images.put(ListedShot.of(shot), shot.image()));
  }

  /** Returns the settings of any product; null if nobody configured it. */
  public @Nullable Product product() {
    return product;
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
  public List<ListedShot> shots(String productId) {
    return List.copyOf(images.keySet());
  }

  @Override
  public Optional<EncodedImage> image(ListedShot shot) {
    return Optional.ofNullable(images.get(shot));
  }
}
