package io.shotline.wire;

import io.shotline.core.ImageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code images}. */
public final class ImageEventCodec {
  private static final String NAME = "ImageEvent";

  private ImageEventCodec() {}

  /**
   * Reads a record's value and fills its empty fields from the record.
   *
   * @param key stands in for an empty camera id
   * @param source stands in for an empty event id
   * @param timestamp of the record, stands in for an absent capture time
   */
  public static Parsed<ImageEvent> parse(
      byte @Nullable [] value, byte @Nullable [] key, SourceRecord source, Instant timestamp) {
    return Message.parse(
        value,
        NAME,
        io.shotline.wire.v1.ImageEvent::parseFrom,
        message -> convert(message, key, source, timestamp));
  }

  /** The value of the record that carries the event; the array is the caller's. */
  public static byte[] toBytes(ImageEvent event) {
    return io.shotline.wire.v1.ImageEvent.newBuilder()
        .setEventId(event.eventId())
        .setCameraId(event.cameraId())
        .setProductId(event.productId())
        .setCapturedAt(Fields.timestamp(event.capturedAt()))
        .setImage(Fields.image(event.image()))
        .putAllAttributes(event.attributes())
        .build()
        .toByteArray();
  }

  private static ImageEvent convert(
      io.shotline.wire.v1.ImageEvent message,
      byte @Nullable [] key,
      SourceRecord source,
      Instant timestamp)
      throws MalformedMessageException {
    String eventId = message.getEventId().isEmpty() ? source.toString() : message.getEventId();
    String cameraId = message.getCameraId().isEmpty() ? Fields.text(key) : message.getCameraId();
    if (cameraId.isEmpty()) {
      // Images without one would share a memory of repeats and thresholds, and lose their order.
      throw new MalformedMessageException(
          "camera_id is missing, and the record has no key in its place; set one of them to the"
              + " camera's id");
    }
    return new ImageEvent(
        Fields.id(eventId, "event_id"),
        Fields.id(cameraId, "camera_id"),
        Fields.productId(message.getProductId()),
        Fields.instant(message.hasCapturedAt(), message.getCapturedAt(), timestamp, "captured_at"),
        Fields.image(message.getImage()),
        message.getAttributesMap());
  }
}
