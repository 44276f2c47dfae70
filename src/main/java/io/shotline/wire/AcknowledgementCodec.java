package io.shotline.wire;

import io.shotline.core.line.Acknowledgement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Acknowledgements of alerts, on the topic {@code feedback}. */
public final class AcknowledgementCodec {
  private static final String NAME = "Acknowledgement";

  private AcknowledgementCodec() {}

  static Parsed<FeedbackRecord> parse(
      byte @Nullable [] value, FeedbackKey.OfAcknowledgement key, Instant timestamp) {
    return Message.parse(
        value,
        NAME,
        io.shotline.wire.v1.Acknowledgement::parseFrom,
        message -> new FeedbackRecord.Acknowledgement(convert(message, key, timestamp)));
  }

  /** The value of the record that carries the acknowledgement. */
  public static byte[] toBytes(Acknowledgement said) {
    return message(said).toByteArray();
  }

  static io.shotline.wire.v1.Acknowledgement message(Acknowledgement said) {
    return io.shotline.wire.v1.Acknowledgement.newBuilder()
        .setEventId(said.eventId())
        .setBy(said.by())
        .setAt(Fields.timestamp(said.at()))
        .setNote(said.note())
        .build();
  }

  private static Acknowledgement convert(
      io.shotline.wire.v1.Acknowledgement message,
      FeedbackKey.OfAcknowledgement key,
      Instant timestamp)
      throws MalformedMessageException {
    String eventId = Fields.required(message.getEventId(), "event_id");
    if (!key.eventId().equals(eventId)) {
      throw new MalformedMessageException(
          "the record's key names event "
              + Fields.shortened(key.eventId())
              + ", its value "
              + Fields.shortened(eventId));
    }
    return new Acknowledgement(
        eventId,
        message.getBy(),
        Fields.instant(message.hasAt(), message.getAt(), timestamp, "at"),
        message.getNote());
  }
}
