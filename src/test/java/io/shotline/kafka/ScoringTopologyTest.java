package io.shotline.kafka;

import static io.shotline.kafka.Samples.PRODUCT;
import static io.shotline.kafka.Samples.event;
import static io.shotline.kafka.Samples.image;
import static io.shotline.kafka.Samples.shot;
import static io.shotline.kafka.Samples.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.EncodedImage;
import io.shotline.core.ImageEvent;
import io.shotline.core.ModelFailedException;
import io.shotline.core.Product;
import io.shotline.core.Region;
import io.shotline.core.Rejection.Reason;
import io.shotline.core.ScoredImage;
import io.shotline.core.Scorer;
import io.shotline.core.Shot;
import io.shotline.core.Verdict;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.NormalShotCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

class ScoringTopologyTest {
  private static final Topics TOPICS = new Topics("line7.");

  private final RecordingMonitor monitor = new RecordingMonitor();
  private final Scorer scorer = Samples.scorer(new FakeModel(), monitor);
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> images;
  private TestInputTopic<byte[], byte[]> prompts;
  private TestInputTopic<byte[], byte[]> products;
  private TestOutputTopic<byte[], byte[]> scores;
  private TestOutputTopic<byte[], byte[]> anomalies;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private int sent;

  @BeforeEach
  void open(@TempDir Path state) {
    StreamsSettings settings = StreamsSettings.of(ClusterSettings.of("nowhere:1"), TOPICS, state);
    driver =
        new TopologyTestDriver(ScoringTopology.build(TOPICS, scorer, monitor), settings.scoring());
    images = input("line7.images");
    prompts = input("line7.prompts");
    products = input("line7.products");
    scores = output("line7.scores");
    anomalies = output("line7.anomalies");
    deadLetters = output("line7.dead-letters");
  }

  @AfterEach
  void close() {
    driver.close();
    scorer.close();
    // Whatever a test sends: one outcome for each record.
    assertThat(monitor.scored.size() + monitor.rejected.size()).isEqualTo(sent);
  }

  @Test
  void shouldScoreAnImageUnderItsCamera() {
    add(shot(PRODUCT, "s1"), shot(PRODUCT, "s22"));

    send(event("e1", "camera-5", PRODUCT, image(0.25)));

    TestRecord<byte[], byte[]> record = scores.readRecord();
    assertThat(record.key()).isEqualTo(utf8("camera-5"));
    ScoredRecord scored = ScoredImageCodec.parse(record.value()).asOptional().orElseThrow();
    assertThat(scored.source()).isEqualTo(new SourceRecord("line7.images", 0, 0));
    ScoredImage image = scored.image();
    assertThat(image.eventId()).isEqualTo("e1");
    assertThat(image.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(image.score()).isEqualTo(0.25);
    assertThat(image.threshold()).isEqualTo(FakeModel.THRESHOLD);
    assertThat(image.shotIds()).containsExactly("s1", "s22");
    assertThat(image.capturedAt()).isEqualTo(Samples.CAPTURE_TIME);
    assertThat(image.scoredAt()).isEqualTo(Samples.SCORE_TIME);
    assertThat(monitor.scored).containsExactly(image);
  }

  @Test
  void shouldRaiseAlertsForAnomalousImagesOnly() {
    add(shot(PRODUCT, "s1"));

    send(event("fine", image(0.59)));
    send(event("defect", image(0.6)));

    assertThat(scores.readValuesToList()).hasSize(2);
    TestRecord<byte[], byte[]> record = anomalies.readRecord();
    assertThat(record.key()).isEqualTo(utf8("camera-3"));
    AlertRecord alert = AlertCodec.parse(record.value()).asOptional().orElseThrow();
    assertThat(alert.scored().image().eventId()).isEqualTo("defect");
    assertThat(alert.scored().source().offset()).isEqualTo(1);
    // Row 7, column 3 of 15 x 15 over the 240 pixels in the middle of 320 x 240.
    assertThat(alert.hottestRegion()).isEqualTo(new Region(88, 112, 16, 16));
    assertThat(anomalies.isEmpty()).isTrue();
  }

  @Test
  void shouldSendWhatItCannotScoreToTheDeadLetters() {
    add(shot(PRODUCT, "s1"));
    add(new Shot("broken", "s1", Samples.truncatedImage(), Samples.SHOT_TIME, "a test"));
    products.pipeInput(ProductCodec.key("bare"), product("bare", null, true));

    assertRejected(null, Reason.EMPTY_VALUE);
    assertRejected(new byte[0], Reason.EMPTY_VALUE);
    assertRejected(utf8("no protobuf"), Reason.MALFORMED_MESSAGE);
    assertRejected(value("", image(0.1)), Reason.MALFORMED_MESSAGE);
    assertRejected(value(PRODUCT, new EncodedImage(new byte[0])), Reason.EMPTY_IMAGE);
    assertRejected(value(PRODUCT, image(0.1, 17 << 20)), Reason.TOO_MANY_BYTES);
    assertRejected(value(PRODUCT, image(0.1, 64, 30_000, 30_000)), Reason.TOO_MANY_PIXELS);
    assertRejected(value(PRODUCT, new EncodedImage(utf8("a text"))), Reason.NOT_AN_IMAGE);
    assertRejected(value(PRODUCT, packedBitmap()), Reason.UNSUPPORTED_IMAGE);
    assertRejected(value(PRODUCT, Samples.truncatedImage()), Reason.UNDECODABLE_IMAGE);
    assertRejected(value("stranger", image(0.1)), Reason.UNKNOWN_PRODUCT);
    assertRejected(value("bare", image(0.1)), Reason.NO_SHOTS);
    assertRejected(value("broken", image(0.1)), Reason.NO_SHOTS);
  }

  @Test
  void shouldReplaceHeadersOfAnEarlierRejection() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("reason", utf8("EMPTY_IMAGE")).add("trace", utf8("abc"));

    images.pipeInput(new TestRecord<>(utf8("k"), new byte[0], headers));
    sent++;

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.headers().headers("reason")).hasSize(1);
    assertThat(letter.headers().lastHeader("reason").value()).isEqualTo(utf8("EMPTY_VALUE"));
    assertThat(letter.headers().lastHeader("trace").value()).isEqualTo(utf8("abc"));
  }

  @Test
  void shouldLeaveOutWhatIsTooLargeEvenForTheDeadLetters() {
    images.pipeInput(utf8("k"), new byte[34 << 20]);
    sent++;

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.value()).isNull();
    assertThat(letter.headers().lastHeader("omitted-bytes").value())
        .isEqualTo(utf8(Integer.toString((34 << 20) + 1)));
  }

  @Test
  void shouldKeepTheOrderOfACamera() {
    add(shot(PRODUCT, "s1"));
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "e" + i).toList();

    ids.forEach(id -> send(event(id, image(0.3))));

    assertThat(scoredImages()).extracting(ScoredImage::eventId).containsExactlyElementsOf(ids);
  }

  @Test
  void shouldHeedShotsAsTheyComeAndGo() {
    Shot second = shot(PRODUCT, "s22");
    add(shot(PRODUCT, "s1"), shot(PRODUCT + "s", "of another product"));
    send(event("e1", image(0.3)));
    add(second);
    send(event("e2", image(0.3)));
    prompts.pipeInput(NormalShotCodec.key(PRODUCT, "s1"), Samples.TOMBSTONE);
    send(event("e3", image(0.3)));
    prompts.pipeInput(NormalShotCodec.key(PRODUCT, "s22"), Samples.TOMBSTONE);
    send(event("e4", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::shotIds)
        .containsExactly(List.of("s1"), List.of("s1", "s22"), List.of("s22"));
    assertThat(header(deadLetters.readRecord(), "reason")).isEqualTo("UNKNOWN_PRODUCT");
  }

  @Test
  void shouldPreferTheNewestShots() {
    for (int i = 4; i >= 0; i--) {
      add(new Shot(PRODUCT, "s" + i, image(i / 50.0), Samples.SHOT_TIME.plusMillis(i), "a test"));
    }

    send(event("e1", image(0.3)));

    assertThat(scoredImages().get(0).shotIds()).containsExactly("s2", "s3", "s4");
  }

  @Test
  void shouldHeedTheSettingsOfProducts() {
    add(shot(PRODUCT, "s1"));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.2, true));
    send(event("e1", image(0.3)));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.2, false));
    send(event("e2", image(0.3)));
    products.pipeInput(utf8(PRODUCT), Samples.TOMBSTONE);
    send(event("e3", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.ANOMALOUS, Verdict.SKIPPED, Verdict.NORMAL);
  }

  @Test
  void shouldPassOverBadShotsAndProducts() {
    add(shot(PRODUCT, "s1"));
    prompts.pipeInput(NormalShotCodec.key(PRODUCT, "s2"), utf8("no shot"));
    prompts.pipeInput(null, utf8("no key"));
    products.pipeInput(utf8(PRODUCT), utf8("no product"));

    send(event("e1", image(0.3)));

    assertThat(scoredImages().get(0).shotIds()).containsExactly("s1");
  }

  @Test
  void shouldTakeRecordsWithoutATimestamp() {
    ConsumerRecord<Object, Object> record = new ConsumerRecord<>("t", 1, 2, "key", "value");

    assertThat(record.timestamp()).isNegative();
    assertThat(RecordTime.EXTRACTOR.extract(record, -1)).isZero();
  }

  @Test
  void shouldStopWhenTheModelFails() {
    add(shot(PRODUCT, "s1"));

    assertThatThrownBy(() -> send(event("e1", image(FakeModel.FATAL / 100.0))))
        .hasRootCauseMessage("the graphics card fell off the bus")
        .hasCauseInstanceOf(ModelFailedException.class);

    assertThat(scores.isEmpty() && deadLetters.isEmpty()).isTrue();
    sent--;
  }

  private void assertRejected(byte[] value, Reason reason) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", utf8("xyz"));
    images.pipeInput(new TestRecord<>(utf8("camera-9"), value, headers));
    int offset = sent++;

    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(utf8("camera-9"));
    assertThat(letter.value()).isEqualTo(value);
    assertThat(header(letter, "reason")).isEqualTo(reason.name());
    assertThat(header(letter, "detail")).isNotBlank();
    assertThat(header(letter, "origin-topic")).isEqualTo("line7.images");
    assertThat(header(letter, "origin-partition")).isEqualTo("0");
    assertThat(header(letter, "origin-offset")).isEqualTo(Integer.toString(offset));
    assertThat(header(letter, "trace")).isEqualTo("xyz");
    assertThat(monitor.rejected.get(monitor.rejected.size() - 1).reason()).isEqualTo(reason);

    send(event("good-after-" + offset, image(0.2)));
    assertThat(scoredImages()).hasSize(1);
  }

  private void send(ImageEvent event) {
    sent++;
    images.pipeInput(utf8(event.cameraId()), ImageEventCodec.toBytes(event));
  }

  private void add(Shot... shots) {
    for (Shot shot : shots) {
      prompts.pipeInput(
          NormalShotCodec.key(shot.productId(), shot.shotId()), NormalShotCodec.toBytes(shot));
    }
  }

  private List<ScoredImage> scoredImages() {
    return scores.readValuesToList().stream()
        .map(value -> ScoredImageCodec.parse(value).asOptional().orElseThrow().image())
        .toList();
  }

  private static byte[] value(String product, EncodedImage image) {
    return ImageEventCodec.toBytes(
        new ImageEvent("e", "c", product, Samples.CAPTURE_TIME, image, Map.of()));
  }

  private static byte[] product(String id, Double threshold, boolean enabled) {
    return ProductCodec.toBytes(new Product(id, "cap", threshold, null, enabled));
  }

  private static EncodedImage packedBitmap() {
    byte[] file = new byte[64];
    file[0] = 'B';
    file[1] = 'M';
    file[18] = 8;
    file[22] = 8;
    file[28] = 8;
    file[30] = 1;
    return new EncodedImage(file);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
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
