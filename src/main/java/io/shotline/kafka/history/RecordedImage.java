package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.wire.Parsed;
import io.shotline.wire.SourceRecord;

/**
 * An image that is kept on the topic of images.
 *
 * @param event what the record held, or why it cannot be used
 */
public record RecordedImage(SourceRecord source, Parsed<ImageEvent> event) {
  public RecordedImage {
    requireNonNull(source, "source");
    requireNonNull(event, "event");
  }
}
