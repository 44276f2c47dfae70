package io.shotline.core;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.testing.Samples;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog in memory for tests; shots keep the order in which they were added. */
public final class FakeCatalog implements Catalog {
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, Map<String, Shot>> shots = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private volatile LearntThresholds learnt = LearntThresholds.NONE;
  private int imagesRead;
  private int listsRead;
  private int productsRead;

  /** Configures a product. */
  public synchronized FakeCatalog with(Product product) {
    products.put(product.productId(), product);
    return this;
  }

  /** Adds a shot as the newest, or replaces the one of its id. */
  public synchronized FakeCatalog with(Shot shot) {
    shotsOf(shot.productId()).put(shot.shotId(), shot);
    revisions.merge(shot.productId(), 1L, Long::sum);
    return this;
  }

  /** Adds one shot per image, called {@code shot-0}, {@code shot-1} and so on. */
  public FakeCatalog withShots(String productId, EncodedImage... images) {
    for (int i = 0; i < images.length; i++) {
      with(Samples.shot(productId, "shot-" + i, images[i]));
    }
    return this;
  }

  /** Takes a shot away. */
  public synchronized void remove(String productId, String shotId) {
    shotsOf(productId).remove(shotId);
    revisions.merge(productId, 1L, Long::sum);
  }

  /** Says what was learnt on the line. */
  public void learnt(LearntThresholds thresholds) {
    learnt = thresholds;
  }

  @Override
  public LearntThresholds learnt() {
    return learnt;
  }

  private Map<String, Shot> shotsOf(String productId) {
    return shots.computeIfAbsent(productId, id -> new LinkedHashMap<>());
  }

  @Override
  public synchronized Optional<Product> product(String productId) {
    productsRead++;
    return Optional.ofNullable(products.get(productId));
  }

  @Override
  public synchronized long revision(String productId) {
    return revisions.getOrDefault(productId, 0L);
  }

  @Override
  public synchronized List<ListedShot> shots(String productId) {
    listsRead++;
    return shots.getOrDefault(productId, Map.of()).values().stream().map(ListedShot::of).toList();
  }

  @Override
  public synchronized Optional<EncodedImage> image(ListedShot shot) {
    imagesRead++;
    return Optional.ofNullable(shotsOf(shot.productId()).get(shot.shotId())).map(Shot::image);
  }

  /** How many times settings were asked for. */
  public synchronized int productsRead() {
    return productsRead;
  }

  /** How many times shots were asked for. */
  public synchronized int listsRead() {
    return listsRead;
  }

  /** How many images were asked for. */
  public synchronized int imagesRead() {
    return imagesRead;
  }
}
