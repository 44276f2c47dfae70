package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The catalog in the global stores. Records that are no shot or product are not in it, or, from an
 * older version, passed over; the catalog check reports them. Safe for use by many threads.
 */
public final class StreamsCatalog implements Catalog {
  private final ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> prompts;
  private final ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> products;
  private final CatalogRevisions revisions;
  private final StandardSettings standard;
  private final LearntThresholds learnt;

  /**
   * @param standard of products whose settings leave it open
   * @param learnt on the line
   */
  public StreamsCatalog(
      ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> prompts,
      ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> products,
      CatalogRevisions revisions,
      StandardSettings standard,
      LearntThresholds learnt) {
    this.prompts = requireNonNull(prompts, "prompts");
    this.products = requireNonNull(products, "products");
    this.revisions = requireNonNull(revisions, "revisions");
    this.standard = requireNonNull(standard, "standard");
    this.learnt = requireNonNull(learnt, "learnt");
  }

  @Override
  public Optional<Product> product(String productId) {
    byte[] key = ProductCodec.key(productId);
    ValueAndTimestamp<byte[]> stored = products.get(Bytes.wrap(key));
    return stored == null
        ? Optional.empty()
        : ProductCodec.parse(stored.value(), key)
            .asOptional()
            .map(record -> record.settings(standard));
  }

  @Override
  public StandardSettings standard() {
    return standard;
  }

  @Override
  public LearntThresholds learnt() {
    return learnt;
  }

  @Override
  public long revision(String productId) {
    return revisions.of(productId);
  }

  /** Reads every record of the product and keeps none: images may be larger than the memory. */
  @Override
  public List<ListedShot> shots(String productId) {
    List<ListedShot> shots = new ArrayList<>();
    try (KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> stored =
        CatalogProducts.shots(productId, prompts)) {
      while (stored.hasNext()) {
        KeyValue<Bytes, ValueAndTimestamp<byte[]>> entry = stored.next();
        ShotCodec.list(entry.value.value(), entry.key.get(), time(entry.value))
            .asOptional()
            .filter(shot -> shot.productId().equals(productId))
            .ifPresent(shots::add);
      }
    }
    shots.sort(ListedShot.OLDEST_FIRST);
    return shots;
  }

  @Override
  public Optional<EncodedImage> image(ListedShot shot) {
    return shot(shot).map(Shot::image);
  }

  /** Returns a listed shot, as it is now; empty if it was removed meanwhile. */
  public Optional<Shot> shot(ListedShot shot) {
    return shot(shot.productId(), shot.shotId());
  }

  /** Returns a shot by its ids; empty if there is none. Reads no other. */
  public Optional<Shot> shot(String productId, String shotId) {
    byte[] key = ShotCodec.key(productId, shotId);
    ValueAndTimestamp<byte[]> stored = prompts.get(Bytes.wrap(key));
    return stored == null
        ? Optional.empty()
        : ShotCodec.parse(stored.value(), key, time(stored))
            .asOptional()
            // Ids with a slash may make the key of another product's shot.
            .filter(shot -> shot.productId().equals(productId));
  }

  /** Returns whether a product has a shot. Reads the record of one. */
  public boolean hasShots(String productId) {
    return CatalogProducts.hasShots(productId, prompts);
  }

  private static Instant time(ValueAndTimestamp<byte[]> stored) {
    return Instant.ofEpochMilli(stored.timestamp());
  }
}
