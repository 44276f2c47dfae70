package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Sets the alerts of a camera or a product aside until a time, as while a lamp is repaired.
 *
 * @param cameraId empty: of all cameras
 * @param productId empty: of all products
 * @param until when the alerts stand open again
 * @param by the person; may be empty
 * @param note free text; may be empty
 */
public record Shelf(
    String cameraId, String productId, Instant until, String by, Instant at, String note) {
  public Shelf {
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(until, "until");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    requireNonNull(note, "note");
    if (cameraId.isEmpty() && productId.isEmpty()) {
      throw new IllegalArgumentException("a shelf must name a camera, a product or both");
    }
  }

  /** Returns whether the shelf holds at this time. */
  public boolean isActive(Instant now) {
    return now.isBefore(until);
  }

  /** Returns whether the shelf is about alerts of this camera and product. */
  public boolean covers(String camera, String product) {
    return (cameraId.isEmpty() || cameraId.equals(camera))
        && (productId.isEmpty() || productId.equals(product));
  }
}
