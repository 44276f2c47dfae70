package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ScoredImage;

/** A result and the record that the image was read from. */
public record ScoredRecord(ScoredImage image, SourceRecord source) {
  public ScoredRecord {
    requireNonNull(image, "image");
    requireNonNull(source, "source");
  }
}
