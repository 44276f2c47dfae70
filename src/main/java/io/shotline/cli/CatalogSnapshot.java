package io.shotline.cli;

import io.shotline.core.Catalog;
import io.shotline.core.Product;
import io.shotline.core.Shot;
import io.shotline.kafka.ClusterSettings;
import io.shotline.kafka.ProductTopic;
import io.shotline.kafka.ShotTopic;
import io.shotline.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shots and products of one moment; images of the shots are held in memory.
 *
 * @param threshold stands in for that of every product; null leaves them
 */
record CatalogSnapshot(
    Map<String, Product> products, Map<String, List<Shot>> shots, @Nullable Double threshold)
    implements Catalog {
  CatalogSnapshot {
    products = Map.copyOf(products);
    shots = Map.copyOf(shots);
  }

  /**
   * Reads what is on the topics.
   *
   * @param productIds only these; none: all
   */
  static CatalogSnapshot read(
      ClusterSettings cluster, Topics topics, Set<String> productIds, @Nullable Double threshold) {
    try (ProductTopic products = new ProductTopic(cluster, topics);
        ShotTopic shots = new ShotTopic(cluster, topics)) {
      List<Shot> wanted = productIds.isEmpty() ? shots.list() : shots.list(productIds);
      return new CatalogSnapshot(
          products.list().stream().collect(Collectors.toMap(Product::productId, known -> known)),
          wanted.stream().collect(Collectors.groupingBy(Shot::productId)),
          threshold);
    }
  }

  @Override
  public Optional<Product> product(String productId) {
    Product known = products.get(productId);
    if (threshold == null || (known == null && shots(productId).isEmpty())) {
      return Optional.ofNullable(known);
    }
    Product from = known == null ? Product.withDefaults(productId) : known;
    return Optional.of(
        new Product(
            productId,
            from.displayName(),
            threshold,
            from.maxShots(),
            from.enabled(),
            from.maxAge()));
  }

  @Override
  public long revision(String productId) {
    return 0;
  }

  @Override
  public List<Shot> shots(String productId) {
    return shots.getOrDefault(productId, List.of());
  }
}
