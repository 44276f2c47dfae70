package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.Region;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.testing.LabelModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.ShotCodec;
import io.shotline.wire.SourceRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest extends ScoringDriver<LabelModel> {
  ScoringTopologyTest() {
    super(new LabelModel());
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
    assertThat(image.threshold()).isEqualTo(LabelModel.THRESHOLD);
    assertThat(image.shotIds()).containsExactly("s1", "s22");
    assertThat(image.capturedAt()).isEqualTo(StreamSamples.CAPTURE_TIME);
    assertThat(image.scoredAt()).isEqualTo(StreamSamples.SCORE_TIME);
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
    // Row 7, column 3 of 15 x 15 over 320 x 240 pixels.
    assertThat(alert.hottestRegion()).isEqualTo(new Region(64, 112, 21, 16));
    assertThat(anomalies.isEmpty()).isTrue();
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
    prompts.pipeInput(ShotCodec.key(PRODUCT, "s1"), StreamSamples.TOMBSTONE);
    send(event("e3", image(0.3)));
    prompts.pipeInput(ShotCodec.key(PRODUCT, "s22"), StreamSamples.TOMBSTONE);
    send(event("e4", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::shotIds)
        .containsExactly(List.of("s1"), List.of("s1", "s22"), List.of("s22"));
    assertThat(header(deadLetters.readRecord(), "reason")).isEqualTo("UNKNOWN_PRODUCT");
  }

  @Test
  void shouldPreferTheNewestShots() {
    for (int i = 4; i >= 0; i--) {
      add(
          new Shot(
              PRODUCT, "s" + i, image(i / 50.0), StreamSamples.SHOT_TIME.plusMillis(i), "a test"));
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
    products.pipeInput(utf8(PRODUCT), StreamSamples.TOMBSTONE);
    send(event("e3", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.ANOMALOUS, Verdict.SKIPPED, Verdict.NORMAL);
  }

  @Test
  void shouldPassOverBadShotsAndProducts() {
    add(shot(PRODUCT, "s1"));
    prompts.pipeInput(ShotCodec.key(PRODUCT, "s2"), utf8("no shot"));
    prompts.pipeInput(null, utf8("no key"));
    products.pipeInput(utf8(PRODUCT), utf8("no product"));

    send(event("e1", image(0.3)));

    assertThat(scoredImages().get(0).shotIds()).containsExactly("s1");
  }

  @Test
  void shouldKeepTheLastGoodShotAndSettingsWhenABadRecordFollows() {
    byte[] key = ShotCodec.key(PRODUCT, "s1");
    add(shot(PRODUCT, "s1"));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.2, true));
    prompts.pipeInput(key, ShotCodec.toBytes(shot(PRODUCT, "of another key")));
    products.pipeInput(utf8(PRODUCT), utf8("no product"));
    products.pipeInput(utf8(PRODUCT), new byte[0]);
    send(event("e1", image(0.3)));
    products.pipeInput(utf8(PRODUCT), StreamSamples.TOMBSTONE);
    send(event("e2", image(0.3)));
    prompts.pipeInput(key, utf8("no shot"));
    prompts.pipeInput(key, StreamSamples.TOMBSTONE);
    send(event("e3", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.ANOMALOUS, Verdict.NORMAL);
    assertThat(header(deadLetters.readRecord(), "reason")).isEqualTo("UNKNOWN_PRODUCT");
  }

  @Test
  void shouldNameABadRecordOnce() {
    try (LogLines log = new LogLines()) {
      add(shot(PRODUCT, "s1"), shot(PRODUCT, "s22"));
      prompts.pipeInput(ShotCodec.key(PRODUCT, "s1"), utf8("no shot"));
      prompts.pipeInput(ShotCodec.key(PRODUCT, "s22"), utf8("no shot either"));

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("line7.prompts-0-2", "MALFORMED_MESSAGE", "before it stays in force");
    }
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

    assertThatThrownBy(() -> send(event("e1", image(LabelModel.FATAL / 100.0))))
        .hasRootCauseMessage("the graphics card fell off the bus")
        .hasCauseInstanceOf(ModelFailedException.class);

    assertThat(scores.isEmpty() && deadLetters.isEmpty()).isTrue();
    sent--;
  }
}
