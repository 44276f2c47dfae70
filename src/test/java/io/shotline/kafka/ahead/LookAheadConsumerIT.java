package io.shotline.kafka.ahead;

import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.AgeLimit;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.stream.Line;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.SourceRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results are done at any moment of a poll, and after it. A result may end the poll that waits for
 * it, and nothing else.
 */
@Timeout(600)
class LookAheadConsumerIT {
  private static final int IMAGES = 1000;
  private static final int CAMERAS = 5;
  private static final int IMAGES_IN_WORK = 4;

  private final CatalogFence fence =
      new CatalogFence(partitions -> KafkaFuture.completedFuture(Map.of()));
  private final Scorer scorer = StreamSamples.scorer(new LabelModel(), new RecordingMonitor());
  private final LookAhead lookAhead =
      new LookAhead(scorer, new AgeLimit(null, Clock.systemUTC()), fence, IMAGES_IN_WORK);
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final AtomicInteger revoked = new AtomicInteger();
  private final AtomicInteger assigned = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private EmbeddedBroker broker;
  private Line line;
  private LookAheadConsumer consumer;

  @BeforeEach
  void open(@TempDir Path state) {
    broker = EmbeddedBroker.temporary(0);
    line = new Line(broker.bootstrapServers(), "ahead.", state);
    consumer = consumer(Long.MAX_VALUE);
    lookAhead.use(new EmptyCatalog());
  }

  @AfterEach
  void close() {
    consumer.close();
    line.close();
    broker.close();
    lookAhead.close();
    scorer.close();
  }

  @Test
  void shouldHandOutAllInOrderAndWakeNothingButItsPoll() throws Exception {
    handOutAll(
        () ->
            next.forEach(
                (partition, offset) -> assertThat(consumer.position(partition)).isEqualTo(offset)));
  }

  @Test
  void shouldLosePartitionsWhileResultsComeIn() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    handOutAll(
        () -> {
          if (polls.incrementAndGet() % 10 == 0) {
            consumer.enforceRebalance("a test");
          }
        });
    assertThat(revoked).hasPositiveValue();
  }

  @Test
  void shouldHandOutAllWhereOneRecordIsMoreThanMayBeHeld() throws Exception {
    consumer.close();
    consumer = consumer(1);
    handOutAll(() -> {});
  }

  private LookAheadConsumer consumer(long mostBytes) {
    return new LookAheadConsumer(settings(), lookAhead, fence, IMAGES_IN_WORK, mostBytes);
  }

  private void handOutAll(Runnable betweenPolls) throws Exception {
    consumer.subscribe(List.of(line.topics.images()), new AsksWherePartitionsAre());
    CompletableFuture<Void> published = CompletableFuture.runAsync(this::publish);
    for (int handedOut = 0; handedOut < IMAGES; ) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(20))) {
        assertThat(lookAhead.isReady(record)).isTrue();
        takeInTurn(record);
        handedOut++;
      }
      assertThat(published.isCompletedExceptionally()).isFalse();
      consumer.commitSync(offsets());
      betweenPolls.run();
    }
    published.join();
    assertThat(answered.get()).isPositive().isEqualTo(assigned.get());
  }

  private void takeInTurn(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    assertThat(record.offset()).isEqualTo(next.getOrDefault(partition, 0L));
    next.put(partition, record.offset() + 1);
    TakenImage taken =
        lookAhead.take(
            new SourceRecord(record.topic(), record.partition(), record.offset()),
            new Record<>(record.key(), record.value(), record.timestamp()),
            (event, picture) -> false);
    assertThat(taken.outcome()).isInstanceOf(Outcome.Rejected.class);
  }

  private void publish() {
    for (int i = 0; i < IMAGES; i++) {
      // One after the other, so that polls often have nothing but a result to wait for.
      line.publisher.publish(event("e" + i, "camera-" + i % CAMERAS, "unknown", image(0.3))).join();
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    return offsets;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(line.cluster.consumer());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "ahead");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  /** As a stream thread does, within a poll. */
  private final class AsksWherePartitionsAre implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      revoked.addAndGet(partitions.size());
      partitions.forEach(
          partition ->
              assertThat(consumer.position(partition))
                  .isGreaterThanOrEqualTo(next.getOrDefault(partition, 0L)));
      partitions.forEach(partition -> lookAhead.forget(partition.partition()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned.addAndGet(partitions.size());
      // The consumer does not know yet and asks the cluster, where a result may wake it.
      for (TopicPartition partition : partitions) {
        consumer.wakeup();
        assertThat(consumer.position(partition)).isEqualTo(next.getOrDefault(partition, 0L));
        answered.incrementAndGet();
      }
    }
  }

  /** Knows no product, so that results are there at once. */
  private static final class EmptyCatalog implements Catalog {
    @Override
    public Optional<Product> product(String productId) {
      return Optional.empty();
    }

    @Override
    public long revision(String productId) {
      return 0;
    }

    @Override
    public List<ListedShot> shots(String productId) {
      return List.of();
    }

    @Override
    public Optional<EncodedImage> image(ListedShot shot) {
      return Optional.empty();
    }
  }
}
