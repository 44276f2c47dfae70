package io.shotline.wire;

import io.shotline.core.result.Feedback;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.View;
import io.shotline.wire.v1.FeedbackVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers to alerts, on the topic {@code feedback}. */
public final class FeedbackCodec {
  private static final String NAME = "Feedback";

  private FeedbackCodec() {}

  /**
   * Reads a record's value. A tombstone is no feedback: do not ask for it.
   *
   * @param key must be that of the event that the value names, as now or in records of before
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
    return message(feedback).toByteArray();
  }

  static io.shotline.wire.v1.Feedback message(Feedback feedback) {
    io.shotline.wire.v1.Feedback.Builder message =
        io.shotline.wire.v1.Feedback.newBuilder()
            .setEventId(feedback.eventId())
            .setProductId(feedback.productId())
            .setVerdict(verdict(feedback.verdict()))
            .setBy(feedback.by())
            .setAt(Fields.timestamp(feedback.at()))
            .setNote(feedback.note());
    Feedback.Answered answered = feedback.answered();
    if (answered != null) {
      write(answered, message);
    }
    return message.build();
  }

  /** The key of the answer to an event. */
  public static byte[] key(String eventId) {
    return new FeedbackKey.OfAnswer(eventId).bytes();
  }

  private static void write(
      Feedback.Answered answered, io.shotline.wire.v1.Feedback.Builder message) {
    message
        .setCameraId(answered.cameraId())
        .setModelName(answered.model().name())
        .setModelVersion(answered.model().version())
        .setScore(answered.score())
        .setShotsDigest(answered.shots().digest())
        .setShotsMedian(answered.shots().median())
        .setShotsCompared(answered.shots().compared());
    View view = answered.view();
    if (view != null) {
      message.setView(ViewCodec.message(view));
    }
  }

  private static Feedback convert(
      io.shotline.wire.v1.Feedback message, byte @Nullable [] key, Instant timestamp)
      throws MalformedMessageException {
    String eventId = Fields.required(message.getEventId(), "event_id");
    requireKey(Fields.text(key), eventId);
    String product = message.getProductId();
    return new Feedback(
        eventId,
        product.isEmpty() ? product : Fields.productId(product),
        verdict(message.getVerdict()),
        message.getBy(),
        Fields.instant(message.hasAt(), message.getAt(), timestamp, "at"),
        message.getNote(),
        answered(message));
  }

  private static void requireKey(String key, String eventId) throws MalformedMessageException {
    String now = new FeedbackKey.OfAnswer(eventId).text();
    if (!key.equals(now) && !key.equals(eventId + FeedbackKey.ANSWER) && !key.equals(eventId)) {
      throw new MalformedMessageException(
          "the record's key must be the event_id and "
              + FeedbackKey.ANSWER
              + ", "
              + Fields.shortened(now)
              + ", not "
              + Fields.shortened(key));
    }
  }

  private static Feedback.@Nullable Answered answered(io.shotline.wire.v1.Feedback message)
      throws MalformedMessageException {
    if (!message.hasScore()) {
      return null;
    }
    try {
      return new Feedback.Answered(
          Fields.id(message.getCameraId(), "camera_id"),
          new ModelLabel(message.getModelName(), message.getModelVersion()),
          message.hasView() ? ViewCodec.convert(message.getView()) : null,
          message.getScore(),
          new ShotBasis(
              message.getShotsDigest(), message.getShotsMedian(), message.getShotsCompared()));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(String.valueOf(e.getMessage()));
    }
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
