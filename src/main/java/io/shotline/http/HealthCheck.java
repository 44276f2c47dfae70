package io.shotline.http;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that must hold.
 *
 * @param name appears in the answer
 * @param healthy asked at every request, on a thread that may block; an exception counts as no
 * @param state a word for the answer, such as {@code starting}; empty for none
 * @param isNeeded whether all is unhealthy without it; otherwise the answer only says it
 */
public record HealthCheck(
    String name, BooleanSupplier healthy, Supplier<String> state, boolean isNeeded) {
  public HealthCheck {
    requireNonNull(name, "name");
    requireNonNull(healthy, "healthy");
    requireNonNull(state, "state");
  }

  /** A check that all else needs. */
  public HealthCheck(String name, BooleanSupplier healthy, Supplier<String> state) {
    this(name, healthy, state, true);
  }

  /** A check that all else needs and that has no word for the answer. */
  public HealthCheck(String name, BooleanSupplier healthy) {
    this(name, healthy, () -> "");
  }

  /** Returns a check that is said in the answer, and that nothing else needs. */
  public static HealthCheck told(String name, BooleanSupplier healthy) {
    return new HealthCheck(name, healthy, () -> "", false);
  }
}
