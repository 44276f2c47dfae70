package io.shotline.kafka.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.product.Product;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import io.shotline.wire.AcknowledgementCodec;
import io.shotline.wire.FeedbackCodec;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.LearntThresholdCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.ShelfCodec;
import io.shotline.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTopologyTest {
  private static final Topics TOPICS = new Topics("line7.");

  @TempDir private Path state;
  private final MovableClock clock = new MovableClock();
  private final ThresholdIndex index = new ThresholdIndex();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> scores;
  private TestInputTopic<byte[], byte[]> written;
  private TestOutputTopic<byte[], byte[]> thresholds;
  private long offset;

  @BeforeEach
  void open() {
    StreamsSettings settings = StreamsSettings.of(ClusterSettings.of("nowhere:1"), TOPICS, state);
    driver =
        new TopologyTestDriver(LearnerTopology.build(TOPICS, index, clock), settings.learner());
    ByteArraySerializer bytes = new ByteArraySerializer();
    ByteArrayDeserializer read = new ByteArrayDeserializer();
    scores = driver.createInputTopic("line7.scores", bytes, bytes);
    written = driver.createInputTopic("line7.thresholds", bytes, bytes);
    thresholds = driver.createOutputTopic("line7.thresholds", read, read);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldLearnTheThresholdOfEachProductAndCamera() {
    score("plate", "camera-1", 250);
    score("plate", "camera-2", 20);
    clock.advance(Duration.ofMinutes(2));
    score("plate", "camera-1", 1);
    score("plate", "camera-2", 1);

    List<LearntThreshold> learnt = learnt();
    assertThat(learnt)
        .extracting(each -> each.key().cameraId())
        .containsExactly("camera-1", "camera-2", "camera-1", "camera-2");
    LearntThreshold first = learnt.get(2);
    assertThat(first.spread()).isNotNull();
    assertThat(first.images()).isEqualTo(200);
    assertThat(first.revision()).isEqualTo(2);
    assertThat(learnt.get(3).spread()).isNull();
    assertThat(learnt.get(3).images()).isEqualTo(21);
  }

  @Test
  void shouldStandStillWhileFrozenAndForgetAtOnceWhenToldTo() {
    TestInputTopic<byte[], byte[]> products =
        driver.createInputTopic(
            "line7.products", new ByteArraySerializer(), new ByteArraySerializer());
    score("plate", "camera-1", 250);
    clock.advance(Duration.ofMinutes(2));
    score("plate", "camera-1", 1);
    LearntThreshold before = newest();

    products.pipeInput(ProductCodec.key("plate"), product(new Learning(true, 0)));
    for (int i = 0; i < 300; i++) {
      pipe(SampleScores.image("plate", "camera-1", 0.028));
    }
    clock.advance(Duration.ofMinutes(2));
    pipe(SampleScores.image("plate", "camera-1", 0.028));
    assertThat(thresholds.isEmpty()).isTrue();

    long now = System.currentTimeMillis() - 1000;
    products.pipeInput(ProductCodec.key("plate"), product(new Learning(false, now)));
    score("plate", "camera-1", 1);
    LearntThreshold after = newest();
    assertThat(after.spread()).isNull();
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(after.sinceMillis()).isEqualTo(now);
  }

  private LearntThreshold newest() {
    List<LearntThreshold> all = learnt();
    return all.get(all.size() - 1);
  }

  private static byte[] product(Learning learning) {
    ThresholdRule rule = new ThresholdRule(null, null, learning);
    return ProductCodec.toBytes(Product.withDefaults("plate").withThresholdRule(rule));
  }

  @Test
  void shouldBoundTheThresholdByAnswersAtOnce() {
    TestInputTopic<byte[], byte[]> feedback =
        driver.createInputTopic(
            "line7.feedback", new ByteArraySerializer(), new ByteArraySerializer());
    ScoredImage image = SampleScores.image("plate", "camera-1", 0.02);
    score("plate", "camera-1", 1);
    learnt();

    Feedback said = Feedback.of(image, Feedback.Verdict.FALSE_ALARM, "ann", SampleScores.NOW, "");
    feedback.pipeInput(FeedbackCodec.key(image.eventId()), FeedbackCodec.toBytes(said));

    LearntThreshold bound = newest();
    assertThat(bound.answers()).isEqualTo(new AnswerBounds(0.02, null));
    Feedback withoutResult =
        new Feedback("other", "plate", Feedback.Verdict.DEFECT, "ann", SampleScores.NOW, "");
    feedback.pipeInput(FeedbackCodec.key("other"), FeedbackCodec.toBytes(withoutResult));
    Acknowledgement seen = new Acknowledgement(image.eventId(), "ann", SampleScores.NOW, "");
    feedback.pipeInput(
        new FeedbackKey.OfAcknowledgement(image.eventId()).bytes(),
        AcknowledgementCodec.toBytes(seen));
    Shelf shelf = new Shelf("camera-1", "plate", SampleScores.NOW, "ann", SampleScores.NOW, "");
    byte[] shelfKey = new FeedbackKey.OfShelf("camera-1", "plate").bytes();
    feedback.pipeInput(shelfKey, ShelfCodec.toBytes(shelf));
    feedback.pipeInput(shelfKey, (byte[]) null);
    assertThat(thresholds.isEmpty()).as("seen and set aside is not answered").isTrue();
  }

  @Test
  void shouldWriteHowFarItIsThoughNoMoreImagesCome() {
    score("plate", "camera-1", 20);
    assertThat(learnt()).extracting(LearntThreshold::images).containsExactly(1);
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    assertThat(learnt()).as("by its own clock it is too soon").isEmpty();

    clock.advance(Duration.ofMinutes(2));
    driver.advanceWallClockTime(Duration.ofMinutes(2));

    assertThat(learnt()).extracting(LearntThreshold::images).containsExactly(20);
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    assertThat(learnt()).isEmpty();
  }

  @Test
  void shouldNotLearnFromRepeatsAndImagesThatWereNotScored() {
    for (int i = 0; i < 250; i++) {
      pipe(SampleScores.repeat("plate", "camera-1"));
    }

    assertThat(thresholds.isEmpty()).isTrue();
  }

  @Test
  void shouldPassOverRecordsThatAreNoResult() {
    scores.pipeInput("camera-1".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3});
    score("plate", "camera-1", 1);

    assertThat(learnt()).hasSize(1);
  }

  @Test
  void shouldHaveAtHandWhatAnyInstanceWrote() {
    score("plate", "camera-1", 250);
    clock.advance(Duration.ofMinutes(2));
    score("plate", "camera-1", 1);
    List<LearntThreshold> learnt = learnt();
    LearntThreshold newest = learnt.get(learnt.size() - 1);
    LearningKey key = newest.key();
    byte[] recordKey = LearntThresholdCodec.key(key);
    assertThat(index.of(key)).isEqualTo(newest);
    LearningKey otherView = new LearningKey("plate", "camera-1", key.model(), "centre");
    assertThat(index.of(otherView)).as("stands in").isEqualTo(newest);
    assertThat(index.of(new LearningKey("plate", "camera-9", key.model(), key.view()))).isNull();

    written.pipeInput(recordKey, new byte[] {1});
    assertThat(index.of(key)).as("a record that cannot be read").isEqualTo(newest);
    written.pipeInput(recordKey, (byte[]) null);
    assertThat(index.of(key)).isNull();
  }

  private List<LearntThreshold> learnt() {
    return thresholds.readRecordsToList().stream()
        .map(record -> LearntThresholdCodec.parse(record.value()).orElseThrow())
        .toList();
  }

  private void score(String product, String camera, int images) {
    for (int i = 0; i < images; i++) {
      pipe(SampleScores.image(product, camera, 0.02 * (1 + 0.001 * (i % 100))));
    }
  }

  private void pipe(ScoredImage image) {
    ScoredRecord record = new ScoredRecord(image, new SourceRecord("images", 0, offset++));
    scores.pipeInput(
        image.cameraId().getBytes(StandardCharsets.UTF_8), ScoredImageCodec.toBytes(record));
  }
}
