package io.shotline.wire;

import static io.shotline.core.image.Rejection.Reason.EMPTY_VALUE;
import static io.shotline.core.image.Rejection.Reason.MALFORMED_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.Rejection;
import io.shotline.core.product.Shot;
import io.shotline.wire.v1.Feedback;
import io.shotline.wire.v1.FeedbackVerdict;
import io.shotline.wire.v1.Fit;
import io.shotline.wire.v1.NormalShot;
import io.shotline.wire.v1.PercentRegion;
import io.shotline.wire.v1.PixelRegion;
import io.shotline.wire.v1.Product;
import io.shotline.wire.v1.ResidualMap;
import io.shotline.wire.v1.ScoredImage;
import io.shotline.wire.v1.Verdict;
import io.shotline.wire.v1.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MalformedMessagesTest {
  private static final SourceRecord SOURCE = new SourceRecord("images", 5, 81);
  private static final Instant RECORD_TIME = Instant.parse("2026-03-04T05:06:07.008Z");

  @Test
  void shouldFillEmptyFieldsFromTheRecord() {
    ImageEvent event = parse(event().build().toByteArray()).asOptional().orElseThrow();

    assertThat(event.eventId()).isEqualTo("images-5-81");
    assertThat(event.cameraId()).isEqualTo("camera-9");
    assertThat(event.capturedAt()).isEqualTo(RECORD_TIME);
  }

  @Test
  void shouldRefuseAnEventWithoutCameraAndKey() {
    for (byte[] key : new byte[][] {null, new byte[0]}) {
      assertMalformed(
          ImageEventCodec.parse(event().build().toByteArray(), key, SOURCE, RECORD_TIME),
          "camera_id is missing, and the record has no key");
    }
  }

  @Test
  void shouldTellEmptyValuesFromMalformedOnes() {
    assertThat(rejection(parse(null)).reason()).isEqualTo(EMPTY_VALUE);
    assertThat(rejection(parse(new byte[0])).reason()).isEqualTo(EMPTY_VALUE);
    assertMalformed(parse(utf8("hello")), "not a message of type ImageEvent");
  }

  @Test
  void shouldSayWhatASenderHasToSend() {
    assertMalformed(
        parse(utf8("hello")),
        "expected tag. Send the bytes of shotline.v1.ImageEvent (proto/shotline/v1) alone");
    assertMalformed(
        parse(event().clearProductId().build().toByteArray()),
        "ImageEvent: product_id is missing; let the sender set it, as proto/shotline/v1 says");
    assertMalformed(
        parse(event().setEventId("x".repeat(1025)).build().toByteArray()), "1024; shorten it");
  }

  @Test
  void shouldRefuseWhatComesAfterAnEndGroupTag() {
    byte[] event = event().build().toByteArray();
    byte[] bytes = Arrays.copyOf(event, event.length + 1);
    bytes[event.length] = 0x0C;

    assertMalformed(parse(bytes), "not a message of type ImageEvent");
  }

  @Test
  void shouldRefuseFieldsOutOfRange() {
    assertMalformed(parse(event().setProductId("a/b").build().toByteArray()), "must not contain");
    assertMalformed(
        parse(event().setEventId("x".repeat(1025)).build().toByteArray()), "1025 characters");
    assertMalformed(
        parse(event().setCapturedAt(time(Long.MAX_VALUE, 0)).build().toByteArray()), "captured_at");
    assertMalformed(parse(event().setCapturedAt(time(1, -1)).build().toByteArray()), "captured_at");
    assertMalformed(
        ImageEventCodec.parse(
            event().build().toByteArray(),
            utf8("camera-9"),
            SOURCE,
            Instant.ofEpochMilli(Long.MAX_VALUE)),
        "the record's timestamp");
  }

  @Test
  void shouldRefuseShotsThatTheirKeyDoesNotName() {
    byte[] shot = NormalShot.newBuilder().setProductId("cap").setShotId("s1").build().toByteArray();

    Parsed<Shot> good = ShotCodec.parse(shot, utf8("cap/s1"), RECORD_TIME);
    assertThat(good.asOptional().orElseThrow().addedAt()).isEqualTo(RECORD_TIME);
    assertMalformed(ShotCodec.parse(shot, utf8("cap/s2"), RECORD_TIME), "not cap/s2");
    assertMalformed(ShotCodec.parse(shot, null, RECORD_TIME), "the record's key");
    byte[] nameless = NormalShot.newBuilder().setProductId("cap").build().toByteArray();
    assertMalformed(ShotCodec.parse(nameless, utf8("cap/"), RECORD_TIME), "shot_id");
  }

  @Test
  void shouldRefuseProductsWithInvalidSettings() {
    assertMalformed(product(Product.newBuilder().setThreshold(1.01)), "threshold");
    assertMalformed(product(Product.newBuilder().setThreshold(Double.NaN)), "threshold");
    assertMalformed(product(Product.newBuilder().setMaxShots(0)), "max_shots");
    assertMalformed(product(Product.newBuilder().setMaxShots(-1)), "max_shots");
    byte[] other = Product.newBuilder().setProductId("cap").build().toByteArray();
    assertMalformed(ProductCodec.parse(other, utf8("lid")), "not lid");
  }

  @Test
  void shouldGiveProductsTheirDefaults() {
    byte[] bytes = Product.newBuilder().setProductId("glass_jar").build().toByteArray();

    assertThat(ProductCodec.parse(bytes, utf8("glass_jar")))
        .isEqualTo(
            new Parsed.Valid<>(
                new ProductRecord(
                    io.shotline.core.product.Product.withDefaults("glass_jar"), false)));
  }

  @Test
  void shouldRefuseFeedbackThatSaysNothing() {
    Feedback.Builder message =
        Feedback.newBuilder()
            .setEventId("e-7")
            .setVerdict(FeedbackVerdict.FEEDBACK_VERDICT_FALSE_ALARM);

    io.shotline.core.result.Feedback least = feedback(message).asOptional().orElseThrow();
    assertThat(least.at()).isEqualTo(RECORD_TIME);
    assertThat(least.productId()).isEmpty();
    assertMalformed(feedback(message.clone().clearVerdict()), "verdict");
    assertMalformed(feedback(message.clone().setVerdictValue(9)), "verdict");
    assertMalformed(feedback(message.clone().clearEventId()), "event_id is missing");
    assertMalformed(feedback(message.clone().setEventId("e-8")), "not e-7");
    assertMalformed(feedback(message.clone().setProductId("a/b")), "must not contain");
    assertMalformed(feedback(message.clone().setAt(time(1, -1))), "at is not a time");
    assertMalformed(
        feedback(message.clone().setScore(Double.NaN)), "score must be 0 to 1, not NaN");
    assertMalformed(
        feedback(message.clone().setScore(0.5).setView(View.newBuilder().setFitValue(9))),
        "unknown fit");
  }

  @Test
  void shouldRefuseResultsThatContradictThemselves() {
    ScoredImage.Builder result =
        ScoredImage.newBuilder()
            .setEventId("e")
            .setProductId("cap")
            .setVerdict(Verdict.VERDICT_NORMAL);
    assertThat(ScoredImageCodec.parse(result.build().toByteArray()).asOptional()).isPresent();

    ResidualMap.Builder map = ResidualMap.newBuilder().setRows(1 << 16).setColumns(1 << 16);
    assertMalformed(scored(result.clone().setResidualMap(map)), "65536 x 65536 with 0 values");
    ResidualMap.Builder seen = ResidualMap.newBuilder().setRows(1).setColumns(1).addValues(0);
    assertThat(scored(result.clone().setResidualMap(seen)).asOptional()).isPresent();
    seen.setFit(Fit.FIT_SQUARE).setSeenWidth(272).setSeenHeight(208);
    assertMalformed(
        scored(result.clone().setResidualMap(seen)),
        "fit square and covers 272 x 208, not a square");
    seen.setFitValue(9);
    assertMalformed(scored(result.clone().setResidualMap(seen)), "unknown fit");
    assertMalformed(scored(result.clone().setVerdictValue(17)), "verdict");
    assertMalformed(scored(result.clone().clearVerdict()), "verdict");
    assertMalformed(scored(result.clone().setImageWidth(4)), "pixels");
  }

  private static io.shotline.wire.v1.ImageEvent.Builder event() {
    return io.shotline.wire.v1.ImageEvent.newBuilder()
        .setProductId("cap")
        .setImage(ByteString.copyFromUtf8("image"));
  }

  private static Parsed<ImageEvent> parse(byte[] value) {
    return ImageEventCodec.parse(value, utf8("camera-9"), SOURCE, RECORD_TIME);
  }

  private static Parsed<?> product(Product.Builder product) {
    return ProductCodec.parse(product.setProductId("cap").build().toByteArray(), utf8("cap"));
  }

  private static Parsed<?> scored(ScoredImage.Builder result) {
    return ScoredImageCodec.parse(result.build().toByteArray());
  }

  private static Parsed<io.shotline.core.result.Feedback> feedback(Feedback.Builder message) {
    return FeedbackCodec.parse(message.build().toByteArray(), utf8("e-7"), RECORD_TIME);
  }

  private static Timestamp time(long seconds, int nanos) {
    return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertMalformed(Parsed<?> parsed, String detail) {
    Rejection rejection = rejection(parsed);
    assertThat(rejection.reason()).isEqualTo(MALFORMED_MESSAGE);
    assertThat(rejection.detail()).contains(detail);
  }

  @Test
  void shouldRefuseViewsThatAreNone() {
    View.Builder view = View.newBuilder();
    assertMalformed(product(Product.newBuilder().setView(view.setBits(9))), "bits must be 8, 10");
    view.clearBits().setTileColumns(17).setTileRows(1);
    assertMalformed(product(Product.newBuilder().setView(view)), "tiles must be auto or 1x1");
    view.setTileColumns(2).setFit(Fit.FIT_CENTRE);
    assertMalformed(product(Product.newBuilder().setView(view)), "fit centre looks at one square");
    view.clear().setPercentRegion(PercentRegion.newBuilder().setX(60).setWidth(60).setHeight(9));
    assertMalformed(product(Product.newBuilder().setView(view)), "must lie within 0 to 100");
    view.clear().setPixelRegion(PixelRegion.newBuilder().setImageWidth(640).setImageHeight(480));
    assertMalformed(product(Product.newBuilder().setView(view)), "must lie within 640 x 480");
    view.clear().setFitValue(9);
    assertMalformed(product(Product.newBuilder().setView(view)), "unknown fit");
  }

  @Test
  void shouldReadAViewWithoutFieldsAsTheDefaults() {
    assertThat(product(Product.newBuilder().setView(View.getDefaultInstance())))
        .isEqualTo(
            new Parsed.Valid<>(
                new ProductRecord(io.shotline.core.product.Product.withDefaults("cap"), true)));
  }

  private static Rejection rejection(Parsed<?> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    return ((Parsed.Invalid<?>) parsed).rejection();
  }
}
