package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.result.Feedback;
import io.shotline.wire.v1.FeedbackVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code feedback}. */
public final class FeedbackCodec {
  private static final String NAME = "Feedback";

  private FeedbackCodec() {}

  /**
   * Reads a record's value. A tombstone is no feedback: do not ask for it.
   *
   * @param key must be the event id that the value names
   * @param timestamp of the record, stands in for an absent {@code at}
   */
  public static Parsed<Feedback> parse(
      byte @Nullable [] value, byte @Nullable [] key, Instant timestamp) {
    return Message.parse(
        value,
        NAME,
        io.shotline.wire.v1.Feedback::parseFrom,
        message -> convert(message, key, timestamp));
  }

  /** The value of the record that carries the feedback. */
  public static byte[] toBytes(Feedback feedback) {
    return io.shotline.wire.v1.Feedback.newBuilder()
        .setEventId(feedback.eventId())
        .setProductId(feedback.productId())
        .setVerdict(verdict(feedback.verdict()))
        .setBy(feedback.by())
        .setAt(Fields.timestamp(feedback.at()))
        .setNote(feedback.note())
        .build()
        .toByteArray();
  }

  /** The key of an event's records: its id in UTF-8. */
  public static byte[] key(String eventId) {
    return eventId.getBytes(UTF_8);
  }

  private static Feedback convert(
      io.shotline.wire.v1.Feedback message, byte @Nullable [] key, Instant timestamp)
      throws MalformedMessageException {
    String eventId = Fields.required(message.getEventId(), "event_id");
    if (!Fields.text(key).equals(eventId)) {
      throw new MalformedMessageException(
          "the record's key must be the event_id, "
              + Fields.shortened(eventId)
              + ", not "
              + Fields.shortened(Fields.text(key)));
    }
    String product = message.getProductId();
    return new Feedback(
        eventId,
        product.isEmpty() ? product : Fields.productId(product),
        verdict(message.getVerdict()),
        message.getBy(),
        Fields.instant(message.hasAt(), message.getAt(), timestamp, "at"),
        message.getNote());
  }

  private static FeedbackVerdict verdict(Feedback.Verdict verdict) {
    return switch (verdict) {
      case FALSE_ALARM -> FeedbackVerdict.FEEDBACK_VERDICT_FALSE_ALARM;
      case DEFECT -> FeedbackVerdict.FEEDBACK_VERDICT_DEFECT;
    };
  }

  private static Feedback.Verdict verdict(FeedbackVerdict verdict)
      throws MalformedMessageException {
    return switch (verdict) {
      case FEEDBACK_VERDICT_FALSE_ALARM -> Feedback.Verdict.FALSE_ALARM;
      case FEEDBACK_VERDICT_DEFECT -> Feedback.Verdict.DEFECT;
      case FEEDBACK_VERDICT_UNSPECIFIED, UNRECOGNIZED ->
          throw new MalformedMessageException("verdict is missing or unknown");
    };
  }
}
