package io.shotline.cli.settings;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people type it: 200kB, 16MB, 2GB, in steps of 1024. */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]+)|0");
  private static final Map<String, Integer> SHIFTS =
      Map.of("b", 0, "kb", 10, "kib", 10, "mb", 20, "mib", 20, "gb", 30, "gib", 30, "tb", 40);

  /** Reads sizes; the unit's capitals do not matter. */
  public static final class Converter implements Worded<DataSize> {
    @Override
    public String words() {
      return "a size with its unit";
    }

    @Override
    public String example() {
      return "200kB or 16MB";
    }

    @Override
    public DataSize convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(text);
      }
      if (matcher.group(1) == null) {
        return new DataSize(0);
      }
      Integer shift = SHIFTS.get(matcher.group(2).toLowerCase(Locale.ROOT));
      if (shift == null) {
        throw new IllegalArgumentException(text);
      }
      return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
    }
  }

  /** Returns the whole units of 1024 bytes. */
  public int kilobytes() {
    return Math.toIntExact(bytes >> 10);
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
