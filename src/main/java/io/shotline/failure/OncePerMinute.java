package io.shotline.failure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells when to say again what holds for every image. Safe for use by many threads. */
public final class OncePerMinute {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private @Nullable Long last;

  /** By the time of this machine that no clock step moves. */
  public OncePerMinute() {
    this(System::nanoTime);
  }

  /**
   * @param nanos time that only goes on, as {@link System#nanoTime} does
   */
  public OncePerMinute(LongSupplier nanos) {
    this.nanos = requireNonNull(nanos, "nanos");
  }

  /** Whether a minute has passed since this last answered yes; the first time it has. */
  public synchronized boolean isDue() {
    long now = nanos.getAsLong();
    if (last != null && now - last < MINUTE_NANOS) {
      return false;
    }
    last = now;
    return true;
  }
}
