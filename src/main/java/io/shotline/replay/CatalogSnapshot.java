package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.learn.ThresholdIndex;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotCheck;
import io.shotline.kafka.topic.ShotImages;
import io.shotline.kafka.topic.ShotRecord;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.ThresholdTopic;
import io.shotline.kafka.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The shots and products of one moment. Images of the shots stay on the topic and are read when a
 * product is first compared with them.
 */
public final class CatalogSnapshot implements Catalog, AutoCloseable {
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, List<ListedShot>> shots = new HashMap<>();
  private final Map<ListedShot, ShotRecord> records = new LinkedHashMap<>();
  private final ShotImages images;
  private final UnaryOperator<ThresholdRule> threshold;
  private final UnaryOperator<View> view;
  private final LearntThresholds learnt;

  private CatalogSnapshot(
      List<Product> products,
      List<ShotRecord> listed,
      ShotImages images,
      UnaryOperator<ThresholdRule> threshold,
      UnaryOperator<View> view,
      LearntThresholds learnt) {
    this.learnt = requireNonNull(learnt, "learnt");
    this.threshold = requireNonNull(threshold, "threshold");
    this.view = requireNonNull(view, "view");
    products.forEach(product -> this.products.put(product.productId(), changed(product)));
    for (ShotRecord record : listed) {
      ListedShot shot = record.shot();
      records.put(shot, record);
      shots.computeIfAbsent(shot.productId(), id -> new ArrayList<>()).add(shot);
    }
    this.images = requireNonNull(images, "images");
  }

  /**
   * Reads what is on the topics.
   *
   * @param productIds only these; none: all
   * @param shotCheck says what is wrong with a shot's image, if anything; asked of each that took
   *     another's place
   * @param threshold makes the rule that stands in for that of a product
   * @param view makes the view that stands in for that of a product
   * @throws IllegalArgumentException if a product cannot have the view that is made of its own
   */
  public static CatalogSnapshot read(
      ClusterSettings cluster,
      Topics topics,
      Set<String> productIds,
      Function<EncodedImage, Optional<Rejection>> shotCheck,
      UnaryOperator<ThresholdRule> threshold,
      UnaryOperator<View> view) {
    try (ProductTopic products = new ProductTopic(cluster, topics);
        ShotTopic shots = new ShotTopic(cluster, topics);
        ThresholdTopic thresholds = new ThresholdTopic(cluster, topics)) {
      List<Product> known = products.list();
      List<ShotRecord> wanted = shots.list(productIds, new ShotCheck(shotCheck, false));
      return new CatalogSnapshot(
          known,
          wanted,
          new ShotImages(cluster, topics),
          threshold,
          view,
          ThresholdIndex.of(thresholds.latest()));
    }
  }

  @Override
  public Optional<Product> product(String productId) {
    Product known = products.get(productId);
    return known == null && !shots(productId).isEmpty()
        ? Optional.of(changed(Product.withDefaults(productId)))
        : Optional.ofNullable(known);
  }

  private Product changed(Product product) {
    return product
        .withView(view.apply(product.view()))
        .withThresholdRule(threshold.apply(product.thresholdRule()));
  }

  @Override
  public LearntThresholds learnt() {
    return learnt;
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
