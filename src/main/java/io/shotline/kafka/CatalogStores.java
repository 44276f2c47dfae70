package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import io.shotline.wire.NormalShotCodec;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The global stores of shots and products: every instance has all of them, on disk and unchanged,
 * so that images may be keyed by camera.
 */
final class CatalogStores {
  static final String PROMPTS = "prompts";
  static final String PRODUCTS = "products";

  private CatalogStores() {}

  static void addTo(Topology topology, Topics topics, CatalogRevisions revisions) {
    add(
        topology,
        PROMPTS,
        topics.prompts(),
        key -> revisions.bump(NormalShotCodec.productId(requireNonNull(key))));
    add(topology, PRODUCTS, topics.products(), key -> {});
  }

  private static void add(
      Topology topology, String store, String topic, Consumer<byte[]> afterChange) {
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
        () -> new StoreWriter(store, afterChange));
  }
}
