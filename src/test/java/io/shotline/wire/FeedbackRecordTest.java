package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The kinds of records on the topic of feedback, and their keys. */
class FeedbackRecordTest {
  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final Instant RECORD_TIME = Instant.parse("2026-03-04T06:00:00Z");

  @Property(tries = 300)
  void shouldTellTheKindsApartWhateverTheIds(
      @ForAll("ids") String event,
      @ForAll("ids") String camera,
      @ForAll("products") String product) {
    Feedback answer = new Feedback(event, product, Feedback.Verdict.DEFECT, "ann", AT, "dust");
    Acknowledgement seen = new Acknowledgement(event, "ann", AT, "dust");
    Shelf shelf = new Shelf(camera, product, AT.plusSeconds(60), "ann", AT, "lamp");

    assertThat(
            FeedbackRecord.parse(
                FeedbackCodec.toBytes(answer), FeedbackCodec.key(event), RECORD_TIME))
        .isEqualTo(new Parsed.Valid<>(new FeedbackRecord.Answer(answer)));
    assertThat(
            FeedbackRecord.parse(
                AcknowledgementCodec.toBytes(seen),
                new FeedbackKey.OfAcknowledgement(event).bytes(),
                RECORD_TIME))
        .isEqualTo(new Parsed.Valid<>(new FeedbackRecord.Acknowledgement(seen)));
    assertThat(
            FeedbackRecord.parse(
                ShelfCodec.toBytes(shelf),
                new FeedbackKey.OfShelf(camera, product).bytes(),
                RECORD_TIME))
        .isEqualTo(new Parsed.Valid<>(new FeedbackRecord.Shelf(shelf)));
  }

  @Property(tries = 300)
  void shouldReadEachKeyInOneWay(
      @ForAll("ids") String event,
      @ForAll("ids") String camera,
      @ForAll("products") String product) {
    for (FeedbackKey key :
        new FeedbackKey[] {
          new FeedbackKey.OfAnswer(event),
          new FeedbackKey.OfAcknowledgement(event),
          new FeedbackKey.OfShelf(camera, product),
          new FeedbackKey.OfShelf("", product)
        }) {
      assertThat(FeedbackKey.of(key.bytes())).as(key.text()).isEqualTo(key);
    }
  }

  @Example
  void shouldWriteKeysAsTheContractSays() {
    assertThat(new FeedbackKey.OfAnswer("line/7 50%").text()).isEqualTo("line%2F7 50%25/answer");
    assertThat(new FeedbackKey.OfAcknowledgement("e-1").text()).isEqualTo("e-1/acknowledged");
    assertThat(new FeedbackKey.OfShelf("hall/2", "cap").text()).isEqualTo("shelf/hall%2F2/cap");
    assertThat(new FeedbackKey.OfShelf("", "cap").text()).isEqualTo("shelf//cap");
  }

  @Property(tries = 100)
  void shouldReadAnswersOfBefore(@ForAll("ids") String event) {
    Feedback answer = new Feedback(event, "", Feedback.Verdict.FALSE_ALARM, "", AT, "");
    byte[] value = FeedbackCodec.toBytes(answer);

    for (String key : new String[] {event, event + "/answer"}) {
      assertThat(FeedbackRecord.parse(value, key.getBytes(UTF_8), RECORD_TIME))
          .as(key)
          .isEqualTo(new Parsed.Valid<>(new FeedbackRecord.Answer(answer)));
    }
  }

  @Example
  void shouldTakeNothingButAnswersForAnswers() {
    byte[] seen = AcknowledgementCodec.toBytes(new Acknowledgement("e-1", "ann", AT, ""));
    byte[] shelf = ShelfCodec.toBytes(new Shelf("cam", "cap", AT, "ann", AT, ""));

    for (String key : new String[] {"e-1", "e-1/answer", "e-1/acknowledged"}) {
      assertThat(FeedbackCodec.parse(seen, key.getBytes(UTF_8), AT).asOptional()).isEmpty();
    }
    for (String key : new String[] {"cam", "cam/answer", "shelf/cam/cap"}) {
      assertThat(FeedbackCodec.parse(shelf, key.getBytes(UTF_8), AT).asOptional()).isEmpty();
    }
  }

  @Example
  void shouldRefuseWhatItsKeyDoesNotName() {
    byte[] seen = AcknowledgementCodec.toBytes(new Acknowledgement("e-1", "ann", AT, ""));
    byte[] shelf = ShelfCodec.toBytes(new Shelf("cam", "cap", AT, "ann", AT, ""));
    byte[] all = io.shotline.wire.v1.Shelf.getDefaultInstance().toByteArray();

    assertRefused(seen, "e-2/acknowledged", "key names event e-2, its value e-1");
    assertRefused(shelf, "shelf/cam/lid", "shelf/cam/cap");
    assertRefused(all, "shelf//", "0 bytes");
    assertRefused(
        io.shotline.wire.v1.Shelf.newBuilder().setBy("ann").build().toByteArray(),
        "shelf//",
        "camera_id and product_id are missing");
    assertRefused(
        io.shotline.wire.v1.Shelf.newBuilder().setCameraId("cam").build().toByteArray(),
        "shelf/cam/",
        "until is missing");
  }

  @Property(tries = 1000)
  void shouldNeverThrowOnDamagedMessages(
      @ForAll @IntRange(min = 0) int at, @ForAll byte damage, @ForAll("keys") String key) {
    byte[] bytes = ShelfCodec.toBytes(new Shelf("cam", "cap", AT, "ann", AT, "a lamp"));
    bytes[at % bytes.length] = damage;

    assertThat(FeedbackRecord.parse(bytes, key.getBytes(UTF_8), AT)).isNotNull();
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("shelf/cam/cap", "cam/acknowledged", "cam/answer", "cam", "", "///");
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of("/", "%", "%2F", "shelf", "answer", "acknowledged", "a", "7", "ü", " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> products() {
    return ids().map(id -> id.replace("/", "-"));
  }

  private static void assertRefused(byte[] value, String key, String why) {
    assertThat(FeedbackRecord.parse(value, key.getBytes(UTF_8), AT))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> assertThat(invalid.rejection().detail()).contains(why));
  }
}
