package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How far a soak is.
 *
 * @param time since it began
 * @param images answered since then
 * @param imagesPerSecond since the reading before
 */
public record SoakReading(
    Duration time, long images, double imagesPerSecond, double residentMegabytes) {
  public SoakReading {
    requireNonNull(time, "time");
  }
}
