package io.shotline.cli.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Says a time to a person: as the clock on the wall shows it, with its offset from UTC. */
public final class WallTime {
  private WallTime() {}

  /** Returns the time to the second, in the zone of this machine. */
  public static String of(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .atZone(ZoneId.systemDefault())
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
