package io.shotline.kafka.line;

import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ShotReports;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.StreamsCatalog;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ShotCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the local copy for a question about shots. */
class LineShotsTest {
  private final Reads reads = new Reads();
  private final ShotReports reports =
      new ShotReports(
          StreamSamples.scorer(new FakeModel(), ScoringMonitor.NONE), Duration.ofMinutes(5));
  private LineShots shots;

  @BeforeEach
  void open(@TempDir Path state) {
    reads.open(state);
    for (String id : List.of("s1", "s2", "b/s3")) {
      reads.put(Samples.shot("cap", id, grey(100)));
    }
    StreamsCatalog catalog =
        new StreamsCatalog(
            reads, reads, new CatalogRevisions(), StandardSettings.DEFAULT, LearntThresholds.NONE);
    shots =
        new LineShots(
            ClusterSettings.of("nowhere:1"),
            new Topics(""),
            new LineShots.Copy(() -> catalog, () -> catalog),
            image -> Optional.empty(),
            reports,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    shots.close();
    reports.close();
    reads.close();
  }

  @Test
  void shouldReadOneRecordForOneShot() {
    assertThat(shots.find("cap", "s2")).map(ShotEntry::shotId).hasValue("s2");
    assertThat(shots.image("cap", "b/s3")).isPresent();
    assertThat(reads.gets).isEqualTo(2);
    assertThat(reads.ranges).isZero();
  }

  @Test
  void shouldReadTheImagesOfThoseThatAreAskedForAlone() {
    List<ListedShot> listed = shots.list("cap");
    assertThat(listed).hasSize(3);
    assertThat(reads.gets).isZero();

    List<ShotEntry> entries = shots.entries(listed.subList(0, 2));

    assertThat(entries).allSatisfy(shot -> assertThat(shot.width()).isPositive());
    assertThat(reads.gets).isEqualTo(2);
  }

  @Test
  void shouldTakeNoShotOfAnotherProductForOneOfASlash() {
    assertThat(shots.find("cap/b", "s3")).isEmpty();
    assertThat(shots.image("cap/b", "s3")).isEmpty();
    assertThat(shots.list("cap/b")).isEmpty();
    assertThat(shots.remove("cap/b", "s3")).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNothingToRemove() {
    assertThat(shots.remove("cap", "none")).isEmpty();
  }

  /** A store that counts what is read of it. */
  private static final class Reads
      implements ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> {
    private TimestampedKeyValueStore<Bytes, byte[]> store;
    private int gets;
    private int ranges;

    void open(Path state) {
      store =
          Stores.timestampedKeyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore("prompts"), Serdes.Bytes(), Serdes.ByteArray())
              .withLoggingDisabled()
              .build();
      MockProcessorContext<Void, Void> context =
          new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
      store.init(context.getStateStoreContext(), store);
    }

    void put(Shot shot) {
      store.put(
          Bytes.wrap(ShotCodec.key(shot.productId(), shot.shotId())),
          ValueAndTimestamp.make(ShotCodec.toBytes(shot), 0));
    }

    void close() {
      store.close();
    }

    @Override
    public ValueAndTimestamp<byte[]> get(Bytes key) {
      gets++;
      return store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> range(Bytes from, Bytes to) {
      ranges++;
      return store.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> all() {
      return store.all();
    }

    @Override
    public long approximateNumEntries() {
      return store.approximateNumEntries();
    }
  }
}
