package io.shotline.core.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Orders alerts by the time when they came, and those of one millisecond by their places.
 *
 * @param time by the broker's clock, in whole milliseconds
 */
public record AlertPosition(Instant time, AlertId id) implements Comparable<AlertPosition> {
  /** The end of the year 9999, as for all times on the wire. */
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  /** Lies behind all alerts. */
  public static final AlertPosition END = at(Instant.ofEpochMilli(LAST_MILLIS));

  private static final int MOST_CHARACTERS = 100;

  public AlertPosition {
    requireNonNull(time, "time");
    requireNonNull(id, "id");
  }

  /** Returns the position before all alerts of a time. */
  public static AlertPosition at(Instant time) {
    return new AlertPosition(time, new AlertId(0, 0));
  }

  /** Returns the position right behind this one. */
  public AlertPosition next() {
    return new AlertPosition(time, new AlertId(id.partition(), id.offset() + 1));
  }

  /** Returns this position as a text that says nothing to a person. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time.toEpochMilli() + "-" + id).getBytes(US_ASCII));
  }

  /** Reads what {@link #cursor} returned; empty if the text is none of these. */
  public static Optional<AlertPosition> parse(String cursor) {
    if (cursor.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
      int dash = text.indexOf('-');
      long millis = Long.parseLong(text, 0, Math.max(0, dash), 10);
      return AlertId.parse(text.substring(dash + 1))
          .filter(id -> millis >= 0 && millis <= LAST_MILLIS)
          .map(id -> new AlertPosition(Instant.ofEpochMilli(millis), id));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(AlertPosition other) {
    int byTime = time.compareTo(other.time);
    return byTime == 0 ? id.compareTo(other.id) : byTime;
  }
}
