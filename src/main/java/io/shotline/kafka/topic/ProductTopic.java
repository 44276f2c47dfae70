package io.shotline.kafka.topic;

import io.shotline.core.product.Product;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The settings of products on their topic. Calls block up to the cluster's timeout and throw {@link
 * ClusterException}. Safe for use by many threads.
 */
public final class ProductTopic implements AutoCloseable {
  private final CompactedTopic topic;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public ProductTopic(ClusterSettings cluster, Topics topics) {
    this.topic = new CompactedTopic(cluster, topics, TopicRole.PRODUCTS);
  }

  /**
   * Sets all settings of a product; returns when they are safe.
   *
   * @throws IllegalArgumentException if the id could not be read back: empty, over 1024 characters,
   *     or with a {@code /}
   */
  public void put(Product product) {
    put(new ProductRecord(product, true));
  }

  /**
   * Sets what is on the topic of a product, as {@link #put(Product)} does, with or without a view
   * of its own.
   */
  public void put(ProductRecord record) {
    byte[] key = ProductCodec.key(record.product().productId());
    byte[] value = ProductCodec.toBytes(record);
    ProductCodec.parse(value, key).orElseThrow();
    topic.put(key, value);
  }

  /** Back to the defaults. */
  public void remove(String productId) {
    topic.put(ProductCodec.key(productId), null);
  }

  /**
   * All products that have settings, by id. A record that is no product is left out, and the one
   * before it counts.
   */
  public List<Product> list() {
    return records().stream().map(ProductRecord::product).toList();
  }

  /** What is on the topic of all products that have settings, by id, as {@link #list} has it. */
  public List<ProductRecord> records() {
    return topic.latest(key -> true, ProductTopic::parse).values().stream()
        .sorted(Comparator.comparing(record -> record.product().productId()))
        .toList();
  }

  private static Optional<ProductRecord> parse(ConsumerRecord<byte[], byte[]> record) {
    return ProductCodec.parse(record.value(), record.key()).asOptional();
  }

  @Override
  public void close() {
    topic.close();
  }
}
