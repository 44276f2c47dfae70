package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Names the image that a result is about.
 *
 * @param eventId unique over all cameras
 * @param capturedAt by the camera's clock
 * @param attributes whatever the sender keeps with the image, such as the name of its file
 */
public record Subject(
    String eventId,
    String cameraId,
    String productId,
    Instant capturedAt,
    Map<String, String> attributes) {
  public Subject {
    requireNonNull(eventId, "eventId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(capturedAt, "capturedAt");
    attributes = Map.copyOf(attributes);
  }
}
