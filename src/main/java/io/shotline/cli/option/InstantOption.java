package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** A moment as it is typed: ISO 8601 with {@code Z} or an offset. */
public final class InstantOption implements Worded<Instant> {
  @Override
  public String words() {
    return "a time such as 2026-11-24T06:00:00Z or 2026-11-24T07:00:00+01:00";
  }

  @Override
  public Instant convert(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(value, e);
    }
  }
}
