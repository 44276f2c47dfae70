package io.shotline.cli.option;

import io.shotline.cli.settings.TimeSpan;
import io.shotline.cli.settings.Worded;

/** Since when, as it is typed: a duration up to now, or a moment. */
public final class SinceOption implements Worded<Since> {
  private final TimeSpan span = new TimeSpan();
  private final InstantOption time = new InstantOption();

  @Override
  public String words() {
    return "a duration such as 2h or 7d, or " + time.words();
  }

  @Override
  public Since convert(String value) {
    return value.contains(":") ? Since.time(time.convert(value)) : Since.ago(span.convert(value));
  }
}
