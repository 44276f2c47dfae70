package io.shotline.kafka.catalog;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Feedback;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AcknowledgementCodec;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.FeedbackCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ShelfCodec;
import io.shotline.wire.ShotCodec;
import io.shotline.wire.SourceRecord;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class CatalogCheckTopologyTest {
  private static final Topics TOPICS = new Topics("line7.");

  private final RecordingMonitor monitor = new RecordingMonitor();
  private Scorer scorer;
  private TopologyTestDriver driver;
  public TestInputTopic<byte[], byte[]> prompts;
  private TestInputTopic<byte[], byte[]> products;
  private TestInputTopic<byte[], byte[]> feedback;
  public TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  public void open(@TempDir Path state) {
    scorer = StreamSamples.scorer(new LabelModel(), monitor);
    driver =
        new TopologyTestDriver(
            CatalogCheckTopology.build(
                TOPICS, scorer::check, monitor::feedback, monitor::recordIgnored),
            StreamsSettings.of(ClusterSettings.of("nowhere:1"), TOPICS, state).catalogCheck());
    ByteArraySerializer bytes = new ByteArraySerializer();
    prompts = driver.createInputTopic("line7.prompts", bytes, bytes);
    products = driver.createInputTopic("line7.products", bytes, bytes);
    feedback = driver.createInputTopic("line7.feedback", bytes, bytes);
    deadLetters =
        driver.createOutputTopic(
            "line7.dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  public void close() {
    driver.close();
    scorer.close();
  }

  @Test
  public void shouldLetGoodRecordsAndTombstonesPass() {
    byte[] key = ShotCodec.key(PRODUCT, "s1");
    prompts.pipeInput(key, ShotCodec.toBytes(shot(PRODUCT, "s1")));
    prompts.pipeInput(key, StreamSamples.TOMBSTONE);
    products.pipeInput(utf8("cap"), ProductCodec.toBytes(Product.withDefaults("cap")));
    products.pipeInput(utf8("cap"), StreamSamples.TOMBSTONE);

    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldReportBadShots() {
    assertBadShot("s0", utf8("no shot"), Reason.MALFORMED_MESSAGE, 0);
    assertBadShot("s1", new byte[0], Reason.EMPTY_VALUE, 1);
    byte[] other = ShotCodec.toBytes(shot(PRODUCT, "other"));
    assertBadShot("s2", other, Reason.MALFORMED_MESSAGE, 2);
    assertBadShot("s3", value("s3", StreamSamples.truncatedImage()), Reason.UNDECODABLE_IMAGE, 3);
    assertBadShot("s4", value("s4", new EncodedImage(utf8("text"))), Reason.NOT_AN_IMAGE, 4);
    assertBadShot("s5", value("s5", image(0.1, 17 << 20)), Reason.TOO_MANY_BYTES, 5);
    assertBadShot("s6", value("s6", new EncodedImage(new byte[0])), Reason.EMPTY_IMAGE, 6);
    assertThat(monitor.ignored).hasSize(7);
  }

  @Test
  void shouldNameInTheLogOneShotOfAReasonAMinute() {
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 3; i++) {
        assertBadShot("s\n1", value("s\n1", image(0.1, 17 << 20)), Reason.TOO_MANY_BYTES, 2 * i);
        assertBadShot("s2", utf8("no shot"), Reason.MALFORMED_MESSAGE, 2 * i + 1);
      }
      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(0)).contains("line7.prompts-0-0 of " + PRODUCT + "/s\\u000a1");
    }
  }

  @Test
  void shouldReportBadProducts() {
    products.pipeInput(utf8("lid"), ProductCodec.toBytes(Product.withDefaults("cap")));

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(utf8("lid"));
    assertLetter(letter, Reason.MALFORMED_MESSAGE, new SourceRecord("line7.products", 0, 0));
  }

  @Test
  void shouldCountFeedbackOncePerRecord() {
    Feedback falseAlarm = feedback("e-1", Feedback.Verdict.FALSE_ALARM);
    Feedback defect = feedback("e-2", Feedback.Verdict.DEFECT);
    send(falseAlarm);
    // As in records of before.
    feedback.pipeInput(utf8("e-2"), FeedbackCodec.toBytes(defect));
    feedback.pipeInput(utf8("e-1"), StreamSamples.TOMBSTONE);

    assertThat(monitor.feedback).containsExactly(falseAlarm, defect);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldReportFeedbackThatCannotBeReadAndCountTheNext() {
    byte[] value = FeedbackCodec.toBytes(feedback("e-1", Feedback.Verdict.DEFECT));
    feedback.pipeInput(utf8("e-2"), value);
    send(feedback("e-3", Feedback.Verdict.DEFECT));

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(utf8("e-2"));
    assertThat(letter.value()).isEqualTo(value);
    assertLetter(letter, Reason.MALFORMED_MESSAGE, new SourceRecord("line7.feedback", 0, 0));
    assertThat(monitor.feedback).extracting(Feedback::eventId).containsExactly("e-3");
  }

  @Test
  void shouldNeitherCountNorRefuseWhatWasAcknowledgedOrShelved() {
    feedback.pipeInput(
        utf8("e-1/acknowledged"),
        AcknowledgementCodec.toBytes(
            new Acknowledgement("e-1", "ann", StreamSamples.SCORE_TIME, "seen")));
    byte[] shelf =
        ShelfCodec.toBytes(
            new Shelf(
                "camera-1",
                PRODUCT,
                StreamSamples.SCORE_TIME,
                "ann",
                StreamSamples.SCORE_TIME,
                "lamp"));
    feedback.pipeInput(utf8("shelf/camera-1/" + PRODUCT), shelf);
    feedback.pipeInput(utf8("shelf/camera-1/" + PRODUCT), StreamSamples.TOMBSTONE);

    assertThat(monitor.feedback).isEmpty();
    assertThat(deadLetters.isEmpty()).isTrue();

    feedback.pipeInput(utf8("shelf/camera-2/" + PRODUCT), shelf);
    assertLetter(
        deadLetters.readRecord(),
        Reason.MALFORMED_MESSAGE,
        new SourceRecord("line7.feedback", 0, 3));
  }

  private void send(Feedback said) {
    feedback.pipeInput(FeedbackCodec.key(said.eventId()), FeedbackCodec.toBytes(said));
  }

  private static Feedback feedback(String eventId, Feedback.Verdict verdict) {
    return new Feedback(eventId, PRODUCT, verdict, "night shift", StreamSamples.SCORE_TIME, "dust");
  }

  private void assertBadShot(String shotId, byte[] value, Reason reason, int offset) {
    byte[] key = ShotCodec.key(PRODUCT, shotId);
    prompts.pipeInput(key, value);

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertLetter(letter, reason, new SourceRecord("line7.prompts", 0, offset));
  }

  private static void assertLetter(
      TestRecord<byte[], byte[]> letter, Reason reason, SourceRecord source) {
    DeadLetterRecord read = DeadLetters.read(letter.headers()).orElseThrow();
    assertThat(read.reason()).isEqualTo(reason.name());
    assertThat(read.source()).isEqualTo(source);
  }

  private static byte[] value(String shotId, EncodedImage image) {
    return ShotCodec.toBytes(new Shot(PRODUCT, shotId, image, StreamSamples.SHOT_TIME, "a test"));
  }
}
