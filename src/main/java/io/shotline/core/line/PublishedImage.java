package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/**
 * Where an image that was published lies.
 *
 * @param eventId names the image in results and alerts
 */
public record PublishedImage(String eventId, String topic, int partition, long offset) {
  public PublishedImage {
    requireNonNull(eventId, "eventId");
    requireNonNull(topic, "topic");
  }
}
