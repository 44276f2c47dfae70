package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewedPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
            absent ? null : Sensitivity.values()[maxShots % 3]);
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

  @Property(tries = 50)
  void shouldKeepAlerts(@ForAll("scored") ScoredImage image, @ForAll @IntRange(min = 0) int x) {
    AlertRecord sent =
        new AlertRecord(new ScoredRecord(image, SOURCE), new Region(x, 20, 1920, 1080));

    assertThat(AlertCodec.parse(AlertCodec.toBytes(sent))).isEqualTo(new Parsed.Valid<>(sent));
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

    assertThat(
            FeedbackCodec.parse(
                FeedbackCodec.toBytes(sent), FeedbackCodec.key(sent.eventId()), RECORD_TIME))
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
    assertThat(FeedbackCodec.parse(bytes, key, RECORD_TIME)).isNotNull();
  }

  @Property(tries = 2000)
  void shouldNeverThrowOnDamagedMessages(
      @ForAll("scored") ScoredImage image, @ForAll @IntRange(min = 0) int at, @ForAll byte damage) {
    AlertRecord alert =
        new AlertRecord(new ScoredRecord(image, SOURCE), new Region(10, 20, 1920, 1080));
    byte[] bytes = AlertCodec.toBytes(alert);
    bytes[at % bytes.length] = damage;

    assertThat(AlertCodec.parse(bytes)).isNotNull();
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(40)
        .filter(text -> wellFormed(text) && text.indexOf('/') < 0);
  }

  @Provide
  Arbitrary<Map<String, String>> attributes() {
    return Arbitraries.maps(ids(), ids()).ofMaxSize(3);
  }

  @Provide
  Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<ScoredImage> scored() {
    return Combinators.combine(
            ids(),
            times(),
            Combinators.combine(Arbitraries.of(Verdict.class), thresholds()).as(Held::new),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.floats().between(0, 1).array(float[].class).ofSize(6),
            Arbitraries.of(true, false),
            ids().list().ofMaxSize(3),
            ViewArbitraries.viewedParts())
        .as(RoundTripTest::scored);
  }

  private record Held(Verdict verdict, Threshold threshold) {}

  private static Arbitrary<Threshold> thresholds() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.of(ThresholdSource.class).injectNull(0.2),
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(true, false))
        .as(Threshold::new);
  }

  private static ScoredImage scored(
      String id,
      Instant time,
      Held held,
      double score,
      float[] map,
      boolean terms,
      List<String> shots,
      ViewedPart viewed) {
    Verdict verdict = held.verdict();
    Threshold threshold = held.threshold();
    boolean skipped = verdict == Verdict.SKIPPED;
    Double term = terms ? score / 3 : null;
    return new ScoredImage(
        new Subject(id, id + "-camera", id + "-product", time, Map.of("file", id)),
        Instant.ofEpochSecond(1, 2),
        new ModelLabel("model", "7"),
        skipped
            ? Judgement.skipped(new Skip(Skip.Reason.TOO_OLD, "off"))
            : new Judgement(verdict, score, threshold, null),
        new Difference(
            shots,
            skipped ? null : new ScoreComponents(score, term, terms ? score / 5 : null, term),
            skipped ? null : new ResidualMap(2, 3, map),
            skipped ? null : viewed,
            skipped ? List.of() : List.of(new Warning(Warning.Kind.COLOUR_SHIFT, id))),
        new StageTimings(
            Duration.ofNanos(viewed.image().pixels() << 20),
            Duration.ofMillis(3),
            Duration.ZERO,
            Duration.ofSeconds(4)));
  }

  @Provide
  Arbitrary<View> views() {
    return ViewArbitraries.views();
  }

  private static boolean wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T value(Parsed<T> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return parsed.asOptional().orElseThrow();
  }
}
