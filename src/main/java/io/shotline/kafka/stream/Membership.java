package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an instance belongs to the group that divides the images.
 *
 * @param instanceId null: a member that leaves when it stops, so that the others take over at once.
 *     With an id of its own, which must be the same after a restart, its images wait for it instead
 *     as long as the session lasts: a rolling restart moves nothing. A start with an id that is in
 *     use takes over from the instance that has it
 * @param sessionTimeout how long the group waits for one that died
 */
public record Membership(@Nullable String instanceId, Duration sessionTimeout) {
  /**
   * Without an id, 10 seconds. Heartbeats have a thread of their own: no slow model delays them.
   * Results of all instances wait this long when one that was killed starts again.
   */
  public static final Membership DYNAMIC = new Membership(null, Duration.ofSeconds(10));

  public Membership {
    requireNonNull(sessionTimeout, "sessionTimeout");
    if (sessionTimeout.isNegative() || sessionTimeout.isZero()) {
      throw new IllegalArgumentException("a session timeout of " + sessionTimeout);
    }
    if (instanceId != null && instanceId.isBlank()) {
      throw new IllegalArgumentException("an instance id must not be blank");
    }
  }
}
