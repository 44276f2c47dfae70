package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jspecify.annotations.Nullable;

/** With which image an application begins that has read none yet. */
public final class StartFrom {
  /** The oldest that is kept. */
  public static final StartFrom EARLIEST = new StartFrom("earliest", null);

  /** The next that comes. */
  public static final StartFrom LATEST = new StartFrom("latest", null);

  private final String name;
  private final @Nullable Instant time;

  private StartFrom(String name, @Nullable Instant time) {
    this.name = name;
    this.time = time;
  }

  /** The first that came at this time or later, by the broker's clock. */
  public static StartFrom at(Instant time) {
    return new StartFrom(requireNonNull(time, "time").toString(), time);
  }

  public OffsetSpec offsets() {
    if (time != null) {
      return OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli()));
    }
    return this == EARLIEST ? OffsetSpec.earliest() : OffsetSpec.latest();
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name;
  }
}
