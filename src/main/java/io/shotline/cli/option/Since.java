package io.shotline.cli.option;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The beginning of a time that ends now. */
public final class Since {
  /** Older than all that is kept, and no number of milliseconds is too great for Kafka. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final @Nullable Instant time;
  private final Duration ago;

  private Since(@Nullable Instant time, Duration ago) {
    this.time = time;
    this.ago = requireNonNull(ago, "ago");
  }

  /** Returns the beginning at this time. */
  public static Since time(Instant time) {
    return new Since(requireNonNull(time, "time"), Duration.ZERO);
  }

  /** Returns the beginning this long ago, a hundred years at most. */
  public static Since ago(Duration ago) {
    return new Since(null, ago.compareTo(LONGEST) > 0 ? LONGEST : ago);
  }

  /** Returns the time, if it is now this late. */
  public Instant before(Instant now) {
    return time == null ? now.minus(ago) : time;
  }
}
