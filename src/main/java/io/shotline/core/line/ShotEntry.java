package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A shot as a person sees it, without its image.
 *
 * @param addedBy a person or a program
 * @param bytes of the image file
 * @param width in pixels, 0 where the image cannot be read
 * @param height in pixels, 0 where the image cannot be read
 * @param fault why the newest image under this id does not count; empty if it does
 */
public record ShotEntry(
    String productId,
    String shotId,
    Instant addedAt,
    String addedBy,
    int bytes,
    int width,
    int height,
    String fault) {
  public ShotEntry {
    requireNonNull(productId, "productId");
    requireNonNull(shotId, "shotId");
    requireNonNull(addedAt, "addedAt");
    requireNonNull(addedBy, "addedBy");
    requireNonNull(fault, "fault");
  }
}
