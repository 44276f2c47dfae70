package io.shotline.kafka.stream;

import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.CatalogStores;
import io.shotline.kafka.catalog.StreamsCatalog;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Opens the shots and products of a stream for readers that are not among its threads. */
final class LiveCatalog {
  private LiveCatalog() {}

  /**
   * Returns the shots and products known at this moment.
   *
   * @throws InvalidStateStoreException if the stream does not run
   */
  static StreamsCatalog of(
      KafkaStreams scoring,
      CatalogRevisions revisions,
      StandardSettings standard,
      LearntThresholds learnt) {
    try {
      return new StreamsCatalog(
          scoring.store(
              StoreQueryParameters.fromNameAndType(
                  CatalogStores.PROMPTS, QueryableStoreTypes.timestampedKeyValueStore())),
          scoring.store(
              StoreQueryParameters.fromNameAndType(
                  CatalogStores.PRODUCTS, QueryableStoreTypes.timestampedKeyValueStore())),
          revisions,
          standard,
          learnt);
    } catch (IllegalStateException e) {
      // What Streams throws once they have stopped, and another one before they have started.
      throw new InvalidStateStoreException("the stream does not run: " + scoring.state(), e);
    }
  }
}
