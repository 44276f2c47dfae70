package io.shotline.wire;

import io.shotline.core.line.Shelf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shelves, on the topic {@code feedback}. */
public final class ShelfCodec {
  private static final String NAME = "Shelf";

  private ShelfCodec() {}

  static Parsed<FeedbackRecord> parse(
      byte @Nullable [] value, FeedbackKey.OfShelf key, Instant timestamp) {
    return Message.parse(
        value,
        NAME,
        io.shotline.wire.v1.Shelf::parseFrom,
        message -> new FeedbackRecord.Shelf(convert(message, key, timestamp)));
  }

  /** The value of the record that carries the shelf. */
  public static byte[] toBytes(Shelf shelf) {
    return message(shelf).toByteArray();
  }

  static io.shotline.wire.v1.Shelf message(Shelf shelf) {
    return io.shotline.wire.v1.Shelf.newBuilder()
        .setCameraId(shelf.cameraId())
        .setProductId(shelf.productId())
        .setUntil(Fields.timestamp(shelf.until()))
        .setBy(shelf.by())
        .setAt(Fields.timestamp(shelf.at()))
        .setNote(shelf.note())
        .build();
  }

  private static Shelf convert(
      io.shotline.wire.v1.Shelf message, FeedbackKey.OfShelf key, Instant timestamp)
      throws MalformedMessageException {
    String camera = Fields.id(message.getCameraId(), "camera_id");
    String product = message.getProductId();
    if (!product.isEmpty()) {
      Fields.productId(product);
    }
    if (!key.equals(new FeedbackKey.OfShelf(camera, product))) {
      throw new MalformedMessageException(
          "the record's key is not that of its camera_id and product_id, "
              + Fields.shortened(new FeedbackKey.OfShelf(camera, product).text()));
    }
    if (camera.isEmpty() && product.isEmpty()) {
      throw new MalformedMessageException("camera_id and product_id are missing");
    }
    if (!message.hasUntil()) {
      throw new MalformedMessageException("until is missing");
    }
    return new Shelf(
        camera,
        product,
        Fields.instant(message.getUntil(), "until"),
        message.getBy(),
        Fields.instant(message.hasAt(), message.getAt(), timestamp, "at"),
        message.getNote());
  }
}
