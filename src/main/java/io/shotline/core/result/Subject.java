package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Names the image that a result is about.
 *
 * @param eventId unique over all cameras
 * @param capturedAt by the camera's clock
 */
public record Subject(String eventId, String cameraId, String productId, Instant capturedAt) {
  public Subject {
    requireNonNull(eventId, "eventId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(capturedAt, "capturedAt");
  }
}
