package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import java.time.Duration;
import java.util.regex.Pattern;
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
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Kafka's rule for names of members; a folder may have the name too. */
  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");

  /**
   * Without an id, 10 seconds. Heartbeats have a thread of their own: no slow model delays them.
   * Results of all instances wait this long when one that was killed starts again.
   */
  public static final Membership DYNAMIC = new Membership(null, Duration.ofSeconds(10));

  public Membership {
    requireNonNull(sessionTimeout, "sessionTimeout");
    Bounds.requireAtLeast("session timeout", sessionTimeout, SHORTEST);
    if (instanceId != null && !NAME.matcher(instanceId).matches()) {
      throw new IllegalArgumentException(
          "instance id must have 1 to 200 of the characters a-z A-Z 0-9 . _ - and not be . or ..,"
              + " got '"
              + instanceId
              + "'");
    }
  }
}
