package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;

/**
 * An image that looks wrong.
 *
 * @param hottestRegion where to look first, in pixels of the image as sent
 */
public record AlertRecord(ScoredRecord scored, Region hottestRegion) {
  public AlertRecord {
    requireNonNull(scored, "scored");
    requireNonNull(hottestRegion, "hottestRegion");
  }
}
