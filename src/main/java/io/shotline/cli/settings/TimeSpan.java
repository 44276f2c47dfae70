package io.shotline.cli.settings;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people type them: 100ms, 30s, 5m, 2h, 1d. */
public final class TimeSpan implements Worded<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|min|h|d)|0");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Override
  public String words() {
    return "a duration with its unit";
  }

  @Override
  public String example() {
    return "500ms, 30s or 5m";
  }

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    Duration unit = matcher.group(1) == null ? null : UNITS.get(matcher.group(2));
    return unit == null ? Duration.ZERO : unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }
}
