package io.shotline.kafka.catalog;

import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.Catalog;
import io.shotline.core.product.Shot;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.wire.ShotCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Readers of shots while the stream ends: a store that closes is told of, and never read. */
class ClosingStoreTest {
  private static final int READERS = 4;

  @RepeatedTest(20)
  void shouldTellReadersThatTheStoreIsClosed(@TempDir Path state) throws Exception {
    TimestampedKeyValueStore<Bytes, byte[]> prompts = open(state);
    for (int i = 0; i < 20; i++) {
      Shot shot = shot("cap", "s" + i);
      Bytes key = Bytes.wrap(ShotCodec.key(shot.productId(), shot.shotId()));
      prompts.put(key, ValueAndTimestamp.make(ShotCodec.toBytes(shot), 0));
    }
    Catalog catalog =
        new StreamsCatalog(
            prompts,
            prompts,
            new CatalogRevisions(),
            StandardSettings.DEFAULT,
            LearntThresholds.NONE);
    CountDownLatch reading = new CountDownLatch(READERS);
    Executor threads = work -> new Thread(work).start();
    List<CompletableFuture<Void>> readers =
        IntStream.range(0, READERS)
            .mapToObj(i -> CompletableFuture.runAsync(() -> read(catalog, reading), threads))
            .toList();

    assertThat(reading.await(5, TimeUnit.MINUTES)).isTrue();
    prompts.close();

    for (CompletableFuture<Void> reader : readers) {
      assertThatThrownBy(() -> reader.get(5, TimeUnit.MINUTES))
          .hasCauseInstanceOf(InvalidStateStoreException.class);
    }
  }

  private static void read(Catalog catalog, CountDownLatch reading) {
    while (true) {
      assertThat(catalog.shots("cap")).hasSize(20);
      reading.countDown();
    }
  }

  private static TimestampedKeyValueStore<Bytes, byte[]> open(Path state) {
    TimestampedKeyValueStore<Bytes, byte[]> store =
        Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(CatalogStores.PROMPTS),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    MockProcessorContext<Void, Void> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
