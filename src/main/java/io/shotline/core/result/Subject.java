package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the image that a result is about.
 *
 * @param eventId unique over all cameras
 * @param capturedAt by the camera's clock
 * @param attributes whatever the sender keeps with the image, such as the name of its file; those
 *     beyond {@value #MOST_CHARACTERS} characters in all are left out
 */
public record Subject(
    String eventId,
    String cameraId,
    String productId,
    Instant capturedAt,
    Map<String, String> attributes) {
  /** Results stay small, whatever a sender keeps with an image. */
  public static final int MOST_CHARACTERS = 4096;

  public Subject {
    requireNonNull(eventId, "eventId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(capturedAt, "capturedAt");
    attributes = bounded(attributes);
  }

  /** Takes them by name, so that the same ones are left out each time. */
  private static Map<String, String> bounded(Map<String, String> all) {
    Map<String, String> kept = new HashMap<>();
    int room = MOST_CHARACTERS;
    for (Map.Entry<String, String> entry : new TreeMap<>(all).entrySet()) {
      int length = entry.getKey().length() + entry.getValue().length();
      if (length <= room) {
        kept.put(entry.getKey(), entry.getValue());
        room -= length;
      }
    }
    return Map.copyOf(kept);
  }
}
