package io.shotline.kafka.stream;

import io.shotline.core.Bounds;

/**
 * Which images of alerts are kept.
 *
 * @param kept of products that do not say otherwise
 * @param bytesPerHour of one camera: a failed lamp must not copy all of its images for a month
 */
public record EvidenceSettings(boolean kept, long bytesPerHour) {
  /** All of them, 100 MB of a camera in an hour: 500 images of 200 kB. */
  public static final EvidenceSettings DEFAULT = new EvidenceSettings(true, 100L << 20);

  /** None, unless a product wants them. */
  public static final EvidenceSettings OFF = new EvidenceSettings(false, 100L << 20);

  public EvidenceSettings {
    Bounds.requireAtLeast("evidence per hour", bytesPerHour, 1);
  }
}
