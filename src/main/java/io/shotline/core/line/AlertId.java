package io.shotline.core.line;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names an alert by its place on the topic of alerts. */
public record AlertId(int partition, long offset) implements Comparable<AlertId> {
  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,9})-(0|[1-9]\\d{0,18})");

  public AlertId {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition and offset must be 0 or more, got " + partition + " and " + offset);
    }
  }

  /** Reads {@code partition-offset}, as in {@code 0-1234}; empty if the text is no such name. */
  public static Optional<AlertId> parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AlertId(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(AlertId other) {
    int byPartition = Integer.compare(partition, other.partition);
    return byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
  }

  /** Returns {@code partition-offset}. */
  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
