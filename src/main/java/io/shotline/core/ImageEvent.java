package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * One image of one product, as a camera took it.
 *
 * @param eventId unique over all cameras
 * @param capturedAt by the camera's clock
 * @param attributes whatever the sender keeps with the image; never interpreted
 */
public record ImageEvent(
    String eventId,
    String cameraId,
    String productId,
    Instant capturedAt,
    EncodedImage image,
    Map<String, String> attributes) {
  public ImageEvent {
    requireNonNull(eventId, "eventId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(capturedAt, "capturedAt");
    requireNonNull(image, "image");
    attributes = Map.copyOf(attributes);
  }

  /** Returns all but the image. */
  public Subject subject() {
    return new Subject(eventId, cameraId, productId, capturedAt, attributes);
  }
}
