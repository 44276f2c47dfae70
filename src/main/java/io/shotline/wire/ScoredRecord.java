package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;

/**
 * An image that got its verdict (SKIPPED included).
 *
 * @param source the record of the image
 */
public record ScoredRecord(ScoredImage image, SourceRecord source) implements StreamResult {
  public ScoredRecord {
    requireNonNull(image, "image");
    requireNonNull(source, "source");
  }
}
