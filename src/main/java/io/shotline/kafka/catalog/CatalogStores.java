package io.shotline.kafka.catalog;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.Parsed;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * The global stores of shots and products: every instance has all of them, on disk and unchanged,
 * so that images may be keyed by camera. Of each key they have the last record that can be read.
 */
public final class CatalogStores {
  public static final String PROMPTS = "prompts";
  public static final String PRODUCTS = "products";

  private CatalogStores() {}

  /**
   * Adds both.
   *
   * @param shotCheck says what is wrong with a shot's image, if anything; asked of each that would
   *     take another's place, on the global thread
   * @param monitor told of products when they change
   */
  public static void addTo(
      Topology topology,
      Topics topics,
      Function<EncodedImage, Optional<Rejection>> shotCheck,
      CatalogRevisions revisions,
      ScoringMonitor monitor) {
    add(
        topology,
        PROMPTS,
        topics.prompts(),
        (record, replaces) -> replaces ? decodable(record, shotCheck) : shot(record),
        (key, value, shots) -> {
          String product = CatalogProducts.of(key);
          revisions.bump(product);
          if (value != null) {
            monitor.productKnown(product);
          } else if (!CatalogProducts.hasShots(product, shots)) {
            monitor.shotsRemoved(product);
          }
        });
    add(
        topology,
        PRODUCTS,
        topics.products(),
        (record, replaces) -> product(record),
        (key, value, products) -> {
          if (value != null) {
            monitor.productKnown(CatalogProducts.of(key));
          }
        });
  }

  private static Parsed<ListedShot> shot(Record<byte[], byte[]> record) {
    return ShotCodec.list(record.value(), record.key(), Instant.ofEpochMilli(record.timestamp()));
  }

  /** Half a file has a header as good as that of the whole one. */
  private static Parsed<Shot> decodable(
      Record<byte[], byte[]> record, Function<EncodedImage, Optional<Rejection>> shotCheck) {
    Parsed<Shot> parsed =
        ShotCodec.parse(record.value(), record.key(), Instant.ofEpochMilli(record.timestamp()));
    Optional<Rejection> refused = parsed.asOptional().map(Shot::image).flatMap(shotCheck);
    return refused.isPresent() ? new Parsed.Invalid<>(refused.get()) : parsed;
  }

  private static Parsed<ProductRecord> product(Record<byte[], byte[]> record) {
    return ProductCodec.parse(record.value(), record.key());
  }

  private static void add(
      Topology topology,
      String store,
      String topic,
      StoreWriter.Parser parser,
      StoreWriter.Listener listener) {
    topology.addGlobalStore(
        // With timestamps, since that of the record stands in for a shot's added_at.
        Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(store),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingDisabled(),
        store + "-source",
        RecordTime.EXTRACTOR,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic,
        store + "-writer",
        () -> new StoreWriter(store, parser, listener));
  }
}
