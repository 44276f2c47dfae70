package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Product;
import io.shotline.core.result.Skip;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which images are too old to be worth a verdict, so that latency recovers after a stall: the line
 * is better served with the newest image than with all of them late.
 *
 * @param limit for products without one of their own; null: none is too old
 */
public record AgeLimit(@Nullable Duration limit, Clock clock) {
  /** Images are kept for a day: what is older carries a time that is wrong. */
  private static final Duration OLDEST = Duration.ofDays(1);

  public AgeLimit {
    requireNonNull(clock, "clock");
  }

  /**
   * Returns how long an image has waited until now.
   *
   * @param published when the image came to the topic
   */
  public Duration age(Instant published) {
    return Duration.between(published, clock.instant());
  }

  /**
   * Returns why an image is not to be scored; empty if it is. An image from the future or of more
   * than a day ago is scored: its time is no age.
   */
  public Optional<Skip> check(Product product, Duration age) {
    Duration own = product.maxAge();
    Duration most = own == null ? limit : own;
    if (most == null || most.isZero()) {
      return Optional.empty();
    }
    if (age.compareTo(most) <= 0 || age.compareTo(OLDEST) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Skip(
            Skip.Reason.TOO_OLD,
            "waited " + age.toMillis() + " ms, at most " + most.toMillis() + " ms count"));
  }
}
