package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.view.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RoundTripTest {
  private static final SourceRecord SOURCE = new SourceRecord("line1.images", 5, 81);
  private static final Instant RECORD_TIME = Instant.parse("2026-03-04T05:06:07.008Z");

  @Property(tries = 200)
  void shouldKeepImageEvents(
      @ForAll("ids") String event,
      @ForAll("ids") String camera,
      @ForAll("ids") String product,
      @ForAll("times") Instant captured,
      @ForAll byte[] image,
      @ForAll("attributes") Map<String, String> attributes) {
    ImageEvent sent =
        new ImageEvent(event, camera, product, captured, new EncodedImage(image), attributes);

    Parsed<ImageEvent> got =
        ImageEventCodec.parse(ImageEventCodec.toBytes(sent), utf8("other"), SOURCE, RECORD_TIME);

    assertThat(value(got)).usingRecursiveComparison().isEqualTo(sent);
  }

  @Property(tries = 200)
  void shouldKeepShots(
      @ForAll("ids") String product,
      @ForAll("ids") String shotId,
      @ForAll("times") Instant added,
      @ForAll("ids") String by,
      @ForAll byte[] image) {
    Shot sent = new Shot(product, shotId + "/1", new EncodedImage(image), added, by);
    byte[] key = ShotCodec.key(product, sent.shotId());

    Parsed<Shot> got = ShotCodec.parse(ShotCodec.toBytes(sent), key, RECORD_TIME);

    assertThat(value(got)).usingRecursiveComparison().isEqualTo(sent);
    assertThat(ShotCodec.productId(key)).isEqualTo(product);
  }

  @Property(tries = 200)
  void shouldKeepProducts(
      @ForAll("ids") String id,
      @ForAll("ids") String name,
      @ForAll @DoubleRange(min = 0, max = 1) double threshold,
      @ForAll @IntRange(min = 1) int maxShots,
      @ForAll boolean enabled,
      @ForAll @LongRange(min = 0) long maxAgeMillis,
      @ForAll("views") View view,
      @ForAll boolean absent) {
    Product sent =
        new Product(
            id,
            name,
            absent ? null : threshold,
            absent ? null : maxShots,
            enabled,
            absent ? null : Duration.ofMillis(maxAgeMillis % 1_000_000_000_000L),
            absent ? View.DEFAULT : view,
            absent ? null : Sensitivity.values()[maxShots % 3],
            absent ? Learning.DEFAULT : new Learning(enabled, maxAgeMillis % 1_000_000_000_000L),
            absent ? null : Boolean.valueOf(enabled));
    ProductRecord record = new ProductRecord(sent, !absent);

    assertThat(ProductCodec.parse(ProductCodec.toBytes(record), ProductCodec.key(id)))
        .isEqualTo(new Parsed.Valid<>(record));
    assertThat(ProductCodec.parse(ProductCodec.toBytes(sent), ProductCodec.key(id)))
        .isEqualTo(new Parsed.Valid<>(new ProductRecord(sent, true)));
  }

  @Property(tries = 200)
  void shouldKeepResults(@ForAll("scored") ScoredImage image) {
    ScoredRecord sent = new ScoredRecord(image, SOURCE);

    assertThat(ScoredImageCodec.parse(ScoredImageCodec.toBytes(sent)))
        .isEqualTo(new Parsed.Valid<>(sent));
  }

  @Property(tries = 200)
  void shouldKeepResultsAsJson(@ForAll("scored") ScoredImage image) throws Exception {
    io.shotline.wire.v1.ScoredImage sent =
        ScoredImageCodec.message(new ScoredRecord(image, SOURCE));
    io.shotline.wire.v1.ScoredImage.Builder got = io.shotline.wire.v1.ScoredImage.newBuilder();

    JsonFormat.parser().merge(ResultJson.print(sent), got);
    assertThat(got.build()).isEqualTo(sent);

    // As clients do that know the message: the file and the hottest region are not in it.
    String json = ResultJson.withFile(image.eventId(), ResultJson.of(image));
    JsonFormat.parser().ignoringUnknownFields().merge(json, got.clear());
    assertThat(got.build().toBuilder().setSource(sent.getSource()).build())
        .isEqualTo(sent.toBuilder().clearEventId().clearCameraId().clearCapturedAt().build());
  }

  @Property(tries = 200)
  void shouldKeepFeedback(
      @ForAll("ids") String event,
      @ForAll("ids") String product,
      @ForAll Feedback.Verdict verdict,
      @ForAll("ids") String by,
      @ForAll("times") Instant at,
      @ForAll boolean absent) {
    Feedback sent =
        new Feedback(event + "/1", absent ? "" : product, verdict, by, at, absent ? "" : by);

    assertKept(sent, FeedbackCodec.key(sent.eventId()));
    // As in records of before.
    assertKept(sent, utf8(sent.eventId()));
  }

  @Property(tries = 200)
  void shouldKeepWhatAnAnswerIsTo(
      @ForAll("scored") ScoredImage image,
      @ForAll Feedback.Verdict verdict,
      @ForAll("times") Instant at) {
    Assume.that(image.skip() == null);
    Feedback sent = Feedback.of(image, verdict, "night shift", at, "dust");

    assertKept(sent, FeedbackCodec.key(image.eventId()));
    assertThat(sent.answered().score()).isEqualTo(image.score());
    assertThat(sent.answered().view()).isEqualTo(image.viewedPart().view());
  }

  private static void assertKept(Feedback sent, byte[] key) {
    assertThat(FeedbackCodec.parse(FeedbackCodec.toBytes(sent), key, RECORD_TIME))
        .isEqualTo(new Parsed.Valid<>(sent));
  }

  @Property(tries = 2000)
  void shouldNeverThrowOnRandomBytes(@ForAll byte[] bytes, @ForAll byte[] key) {
    assertThat(ImageEventCodec.parse(bytes, key, SOURCE, RECORD_TIME)).isNotNull();
    assertThat(ShotCodec.parse(bytes, key, RECORD_TIME)).isNotNull();
    assertThat(ShotCodec.productId(key)).doesNotContain("/");
    assertThat(ProductCodec.parse(bytes, key)).isNotNull();
    assertThat(ScoredImageCodec.parse(bytes)).isNotNull();
    assertThat(AlertCodec.parse(bytes)).isNotNull();
    assertThat(EvidenceCodec.parse(bytes)).isNotNull();
    assertThat(FeedbackCodec.parse(bytes, key, RECORD_TIME)).isNotNull();
  }

  @Provide
  Arbitrary<String> ids() {
    return ScoredArbitraries.ids();
  }

  @Provide
  Arbitrary<Map<String, String>> attributes() {
    return Arbitraries.maps(ids(), ids()).ofMaxSize(3);
  }

  @Provide
  Arbitrary<Instant> times() {
    return ScoredArbitraries.times();
  }

  @Provide
  Arbitrary<ScoredImage> scored() {
    return ScoredArbitraries.images();
  }

  @Provide
  Arbitrary<View> views() {
    return ViewArbitraries.views();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T value(Parsed<T> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return parsed.asOptional().orElseThrow();
  }
}
