package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.shotline.core.product.Product;
import io.shotline.core.threshold.Learning;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code products}. */
public final class ProductCodec {
  private static final String NAME = "Product";

  private ProductCodec() {}

  /**
   * Reads a record's value. A tombstone is not a product: do not ask for it.
   *
   * @param key must be the product id that the value names
   */
  public static Parsed<ProductRecord> parse(byte @Nullable [] value, byte @Nullable [] key) {
    return Message.parse(
        value, NAME, io.shotline.wire.v1.Product::parseFrom, message -> convert(message, key));
  }

  /** The value of the record that carries the settings, the view among them. */
  public static byte[] toBytes(Product product) {
    return toBytes(new ProductRecord(product, true));
  }

  /** The value of the record. */
  public static byte[] toBytes(ProductRecord record) {
    return message(record).toByteArray();
  }

  static io.shotline.wire.v1.Product message(ProductRecord record) {
    Product product = record.product();
    io.shotline.wire.v1.Product.Builder message =
        io.shotline.wire.v1.Product.newBuilder()
            .setProductId(product.productId())
            .setDisplayName(product.displayName())
            .setEnabled(product.enabled())
            .setSensitivity(ThresholdCodec.message(product.sensitivity()))
            .setThresholdFrozen(product.learning().isFrozen());
    long since = product.learning().sinceMillis();
    if (since > 0) {
      message.setLearnSince(Fields.timestamp(Instant.ofEpochMilli(since)));
    }
    Double threshold = product.threshold();
    if (threshold != null) {
      message.setThreshold(threshold);
    }
    Integer maxShots = product.maxShots();
    if (maxShots != null) {
      message.setMaxShots(maxShots);
    }
    Duration maxAge = product.maxAge();
    if (maxAge != null) {
      message.setMaxAge(Fields.duration(maxAge));
    }
    Boolean evidence = product.evidence();
    if (evidence != null) {
      message.setEvidence(evidence);
    }
    if (record.hasView()) {
      message.setView(ViewCodec.message(product.view()));
    }
    return message.build();
  }

  /**
   * Reads the settings of a product from their JSON, the message Product under the wire's names.
   *
   * @throws IllegalArgumentException if it is none; says why
   */
  public static ProductRecord ofJson(String productId, String json) {
    io.shotline.wire.v1.Product.Builder message = io.shotline.wire.v1.Product.newBuilder();
    try {
      JsonFormat.parser().merge(json, message);
      return convert(message.setProductId(productId).build(), key(productId));
    } catch (InvalidProtocolBufferException | MalformedMessageException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The key of a product's records: its id in UTF-8. */
  public static byte[] key(String productId) {
    return productId.getBytes(UTF_8);
  }

  private static ProductRecord convert(io.shotline.wire.v1.Product message, byte @Nullable [] key)
      throws MalformedMessageException {
    String productId = Fields.productId(message.getProductId());
    if (!Fields.text(key).equals(productId)) {
      throw new MalformedMessageException(
          "the record's key must be the product_id, "
              + productId
              + ", not "
              + Fields.shortened(Fields.text(key)));
    }
    Product defaults = Product.withDefaults(productId);
    try {
      return new ProductRecord(
          new Product(
              productId,
              message.getDisplayName().isEmpty()
                  ? defaults.displayName()
                  : message.getDisplayName(),
              message.hasThreshold() ? Double.valueOf(message.getThreshold()) : null,
              message.hasMaxShots() ? Integer.valueOf(message.getMaxShots()) : null,
              !message.hasEnabled() || message.getEnabled(),
              message.hasMaxAge() ? Fields.duration(message.getMaxAge(), "max_age") : null,
              message.hasView() ? ViewCodec.convert(message.getView()) : defaults.view(),
              ThresholdCodec.convert(message.getSensitivity()),
              new Learning(
                  message.getThresholdFrozen(),
                  Fields.instant(message.getLearnSince(), "learn_since").toEpochMilli()),
              message.hasEvidence() ? Boolean.valueOf(message.getEvidence()) : null),
          message.hasView());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(String.valueOf(e.getMessage()));
    }
  }
}
