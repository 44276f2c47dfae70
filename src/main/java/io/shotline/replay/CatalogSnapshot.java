package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotImages;
import io.shotline.kafka.topic.ShotRecord;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shots and products of one moment. Images of the shots stay on the topic and are read when a
 * product is first compared with them.
 */
public final class CatalogSnapshot implements Catalog, AutoCloseable {
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, List<ListedShot>> shots = new HashMap<>();
  private final Map<ListedShot, ShotRecord> records = new LinkedHashMap<>();
  private final ShotImages images;
  private final @Nullable Double threshold;

  private CatalogSnapshot(
      List<Product> products,
      List<ShotRecord> listed,
      ShotImages images,
      @Nullable Double threshold) {
    products.forEach(product -> this.products.put(product.productId(), product));
    for (ShotRecord record : listed) {
      ListedShot shot = record.shot();
      records.put(shot, record);
      shots.computeIfAbsent(shot.productId(), id -> new ArrayList<>()).add(shot);
    }
    this.images = requireNonNull(images, "images");
    this.threshold = threshold;
  }

  /**
   * Reads what is on the topics.
   *
   * @param productIds only these; none: all
   * @param threshold stands in for that of every product; null leaves them
   */
  public static CatalogSnapshot read(
      ClusterSettings cluster, Topics topics, Set<String> productIds, @Nullable Double threshold) {
    try (ProductTopic products = new ProductTopic(cluster, topics);
        ShotTopic shots = new ShotTopic(cluster, topics)) {
      List<Product> known = products.list();
      List<ShotRecord> wanted = productIds.isEmpty() ? shots.list() : shots.list(productIds);
      return new CatalogSnapshot(known, wanted, new ShotImages(cluster, topics), threshold);
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
            from.maxAge(),
            from.view()));
  }

  @Override
  public long revision(String productId) {
    return 0;
  }

  @Override
  public List<ListedShot> shots(String productId) {
    return shots.getOrDefault(productId, List.of());
  }

  @Override
  public Optional<EncodedImage> image(ListedShot shot) {
    ShotRecord record = records.get(shot);
    return record == null ? Optional.empty() : images.read(record).map(Shot::image);
  }

  @Override
  public void close() {
    images.close();
  }
}
