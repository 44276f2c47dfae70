package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/** Names the record that an image was read from. */
public record ImagePlace(String topic, int partition, long offset) {
  public ImagePlace {
    requireNonNull(topic, "topic");
  }
}
