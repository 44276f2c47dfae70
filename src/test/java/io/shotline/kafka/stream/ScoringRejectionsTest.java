package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.product.Shot;
import io.shotline.testing.LabelModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ScoringRejectionsTest extends ScoringDriver<LabelModel> {
  ScoringRejectionsTest() {
    super(new LabelModel());
  }

  @Test
  void shouldSendWhatItCannotScoreToTheDeadLetters() {
    add(shot(PRODUCT, "s1"));
    add(
        new Shot(
            "broken", "s1", StreamSamples.truncatedImage(), StreamSamples.SHOT_TIME, "a test"));
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
    assertRejected(value(PRODUCT, StreamSamples.truncatedImage()), Reason.UNDECODABLE_IMAGE);
    assertRejected(value("stranger", image(0.1)), Reason.UNKNOWN_PRODUCT);
    assertRejected(value("bare", image(0.1)), Reason.NO_SHOTS);
    assertRejected(value("broken", image(0.1)), Reason.NO_SHOTS);
  }

  @Test
  void shouldJudgeByTheShotOfBeforeWhereANewerOneOfItsNameCannotBeDecoded() {
    add(shot(PRODUCT, "s1"));
    send(event("before", image(0.1)));
    try (LogLines log = new LogLines()) {
      add(new Shot(PRODUCT, "s1", StreamSamples.truncatedImage(), Instant.now(), "a test"));
      add(new Shot(PRODUCT, "s1", new EncodedImage(utf8("a text")), Instant.now(), "a test"));

      send(event("after", image(0.1)));

      assertThat(log.warnings())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("line7.prompts-0-1 of " + PRODUCT + "/s1 cannot be read (UNDECODABLE_IMAGE")
          .contains("the record of its key before it stays in force");
    }
    assertThat(scoredImages())
        .extracting(result -> result.shots().digest())
        .hasSize(2)
        .doesNotContain("")
        .containsOnly(monitor.scored.get(0).shots().digest());

    prompts.pipeInput(ShotCodec.key(PRODUCT, "s1"), StreamSamples.TOMBSTONE);
    send(event("without", image(0.1)));
    assertThat(monitor.rejected)
        .extracting(Rejection::reason)
        .containsExactly(Reason.UNKNOWN_PRODUCT);
  }

  @Test
  void shouldNameCameraEventSizeAndDetailOfADeadLetterOnceAMinuteOfACameraAndReason() {
    add(shot(PRODUCT, "s1"));
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 3; i++) {
        send(event("e\n" + i, "c\u001b1", PRODUCT, StreamSamples.truncatedImage()));
        send(event("f" + i, "c2", "stranger", image(0.1)));
        images.pipeInput(utf8("c\n3"), utf8("no protobuf"));
        sent++;
      }
      assertThat(log.warningsOf("ImageLog"))
          .satisfiesExactly(
              cut ->
                  assertThat(cut)
                      .contains("image line7.images-0-0 (", " bytes) of camera c\\u001b1, event")
                      .contains(
                          "event e\\u000a0, goes to the dead letters: UNDECODABLE_IMAGE: cut"),
              unknown -> assertThat(unknown).contains("camera c2, event f0", "UNKNOWN_PRODUCT: "),
              malformed ->
                  assertThat(malformed)
                      .contains("(11 bytes) of camera c\\u000a3, event unknown, goes")
                      .contains("MALFORMED_MESSAGE: "));
    }
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

  private static byte[] value(String product, EncodedImage image) {
    return ImageEventCodec.toBytes(
        new ImageEvent("e", "c", product, StreamSamples.CAPTURE_TIME, image, Map.of()));
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
}
