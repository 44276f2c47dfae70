package io.shotline.core.line;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where a record of a topic lies, both numbers 0 or more. The topic is known beside it. */
public record RecordPlace(int partition, long offset) {
  /** As many digits as both numbers hold for sure. */
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  public RecordPlace {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("a place " + partition + "-" + offset);
    }
  }

  /** Reads the form of {@link #toString}; empty if the text is none. */
  public static Optional<RecordPlace> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new RecordPlace(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** Returns {@code partition-offset}, as in addresses of the API. */
  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
