package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;

/**
 * An image that looks wrong; comes besides its {@link ScoredRecord}.
 *
 * @param hottestRegion where to look first, in pixels of the upright image
 * @param evidence whether its image is kept
 */
public record AlertRecord(ScoredRecord scored, Region hottestRegion, EvidenceState evidence)
    implements StreamResult {
  public AlertRecord {
    requireNonNull(scored, "scored");
    requireNonNull(hottestRegion, "hottestRegion");
    requireNonNull(evidence, "evidence");
  }

  /** Returns the result of the image. */
  public ScoredImage image() {
    return scored.image();
  }

  @Override
  public SourceRecord source() {
    return scored.source();
  }
}
