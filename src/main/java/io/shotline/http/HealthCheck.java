package io.shotline.http;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;

/**
 * One thing that must hold.
 *
 * @param name appears in the answer
 * @param healthy asked at every request, on a thread that may block; an exception counts as no
 */
public record HealthCheck(String name, BooleanSupplier healthy) {
  public HealthCheck {
    requireNonNull(name, "name");
    requireNonNull(healthy, "healthy");
  }
}
