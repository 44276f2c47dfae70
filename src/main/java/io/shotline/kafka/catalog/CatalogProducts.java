package io.shotline.kafka.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.wire.ShotCodec;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Tells which products have shots or settings, by the keys of the global stores. */
public final class CatalogProducts {
  private CatalogProducts() {}

  /** The product that a key of either store is about. */
  public static String of(byte[] key) {
    return ShotCodec.productId(key);
  }

  /** Whether any shot of the product is left. An id with a slash is no product's. */
  public static boolean hasShots(
      String productId, ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> prompts) {
    try (KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> shots = shots(productId, prompts)) {
      return shots.hasNext() && of(shots.peekNextKey().get()).equals(productId);
    }
  }

  /**
   * Returns the records of a product's shots by key. Calls {@code range}, which waits for a store
   * that closes; {@code prefixScan} would read memory that a closed store has given back.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the store is closed
   */
  static KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> shots(
      String productId, ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> prompts) {
    byte[] from = ShotCodec.keyPrefix(productId).getBytes(UTF_8);
    byte[] to = Arrays.copyOf(from, from.length + 1);
    // No text in UTF-8 has such a byte, so all keys of the product lie before.
    to[from.length] = (byte) 0xFF;
    return prompts.range(Bytes.wrap(from), Bytes.wrap(to));
  }

  /**
   * Names every product, some of them twice. Writers of the stores tell only what changes after the
   * local copy, so at the start this is for the rest.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if not running
   */
  public static void forEach(KafkaStreams scoring, Consumer<String> told) {
    forEach(store(scoring, CatalogStores.PRODUCTS), told);
    forEach(store(scoring, CatalogStores.PROMPTS), told);
  }

  /** Reads one record of each product: shots are large. */
  public static void forEach(
      ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store, Consumer<String> told) {
    Bytes from = null;
    do {
      try (KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> entries = store.range(from, null)) {
        from = entries.hasNext() ? tell(entries.peekNextKey().get(), told) : null;
      }
    } while (from != null);
  }

  private static Bytes tell(byte[] key, Consumer<String> told) {
    told.accept(of(key));
    return Bytes.wrap(afterProduct(key));
  }

  /** A key behind all of this one's product. By bytes, since a key may be no UTF-8. */
  private static byte[] afterProduct(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == '/') {
        byte[] after = Arrays.copyOf(key, i + 1);
        after[i]++;
        return after;
      }
    }
    return Arrays.copyOf(key, key.length + 1);
  }

  private static ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store(
      KafkaStreams scoring, String name) {
    return scoring.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.timestampedKeyValueStore()));
  }
}
