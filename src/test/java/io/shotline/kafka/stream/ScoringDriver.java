package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.AgeLimit;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.core.view.View;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.ShotCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The topology of scoring in a test driver; checks that outcomes and records add up.
 *
 * @param <M> the model that scores
 */
public abstract class ScoringDriver<M extends ScoringModel> {
  public static final int IMAGES_IN_WORK = 3;

  private static final Topics TOPICS = new Topics("line7.");

  public final RecordingMonitor monitor = new RecordingMonitor();
  public final M model;
  public final LookAhead lookAhead;
  public final Scorer scorer;

  /** The catalog was empty when an image was polled: there is nothing to wait for. */
  public static final CatalogFence.Mark NO_CATALOG =
      new CatalogFence.Mark(KafkaFuture.completedFuture(Map.of()), System.nanoTime());

  public final CatalogFence fence =
      new CatalogFence(partitions -> KafkaFuture.completedFuture(Map.of()));
  public RepeatSettings repeats = RepeatSettings.DEFAULT;
  public EvidenceSettings evidence = EvidenceSettings.DEFAULT;
  final EvidenceLimit evidenceLimit = new EvidenceLimit();
  public Clock clock = Clock.systemUTC();
  private TopologyTestDriver driver;
  public TestInputTopic<byte[], byte[]> images;
  public TestInputTopic<byte[], byte[]> prompts;
  public TestInputTopic<byte[], byte[]> products;
  public TestOutputTopic<byte[], byte[]> scores;
  public TestOutputTopic<byte[], byte[]> anomalies;
  public TestOutputTopic<byte[], byte[]> kept;
  public TestOutputTopic<byte[], byte[]> deadLetters;
  public int sent;

  public ScoringDriver(M model) {
    this.model = model;
    this.scorer = StreamSamples.scorer(model, monitor);
    this.lookAhead =
        new LookAhead(scorer, new AgeLimit(null, Clock.systemUTC()), fence, IMAGES_IN_WORK);
  }

  @BeforeEach
  public void open(@TempDir Path state) {
    StreamsSettings settings = StreamsSettings.of(ClusterSettings.of("nowhere:1"), TOPICS, state);
    driver =
        new TopologyTestDriver(
            ScoringTopology.build(
                TOPICS,
                lookAhead,
                monitor,
                new CatalogRevisions(),
                StandardSettings.DEFAULT,
                repeats,
                LearntThresholds.NONE,
                evidence,
                evidenceLimit,
                clock),
            settings.scoring());
    images = input("line7.images");
    prompts = input("line7.prompts");
    products = input("line7.products");
    scores = output("line7.scores");
    anomalies = output("line7.anomalies");
    kept = output("line7.evidence");
    deadLetters = output("line7.dead-letters");
  }

  @AfterEach
  public void close() {
    assertThat(monitor.timesMoved).hasValue(0);
    driver.close();
    // The end of a task is all that a rebalance shows of itself.
    assertThat(monitor.timesMoved).hasValue(1);
    lookAhead.close();
    scorer.close();
    // Whatever a test sends: one outcome for each record.
    assertThat(monitor.scored.size() + monitor.rejected.size()).isEqualTo(sent);
  }

  public void send(ImageEvent event) {
    sent++;
    images.pipeInput(utf8(event.cameraId()), ImageEventCodec.toBytes(event));
  }

  public void send(ImageEvent event, Instant published) {
    sent++;
    images.pipeInput(utf8(event.cameraId()), ImageEventCodec.toBytes(event), published);
  }

  public void add(Shot... shots) {
    for (Shot shot : shots) {
      prompts.pipeInput(ShotCodec.key(shot.productId(), shot.shotId()), ShotCodec.toBytes(shot));
    }
  }

  public List<ScoredImage> scoredImages() {
    return scoredRecords().stream().map(ScoredRecord::image).toList();
  }

  public List<ScoredRecord> scoredRecords() {
    return scores.readValuesToList().stream()
        .map(value -> ScoredImageCodec.parse(value).asOptional().orElseThrow())
        .toList();
  }

  /** A store of the catalog. */
  public KeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store(String name) {
    return driver.getTimestampedKeyValueStore(name);
  }

  public static byte[] product(String id, Double threshold, boolean enabled) {
    return ProductCodec.toBytes(
        new Product(id, "cap", threshold, null, enabled, null, View.DEFAULT));
  }

  public static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
