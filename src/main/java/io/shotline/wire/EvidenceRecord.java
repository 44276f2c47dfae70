package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;

/**
 * The image of an alert and its result; comes besides its {@link AlertRecord}.
 *
 * @param image the file as the camera sent it
 */
public record EvidenceRecord(ScoredRecord scored, EncodedImage image) {
  public EvidenceRecord {
    requireNonNull(scored, "scored");
    requireNonNull(image, "image");
  }
}
