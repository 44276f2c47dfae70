package io.shotline.cli.option;

import io.shotline.cli.option.ThresholdOption.Typed;
import io.shotline.cli.settings.Worded;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A threshold as it is typed: auto or 0.05. */
final class ThresholdOption implements Worded<Typed> {
  private static final Pattern NUMBER = Pattern.compile("\\d*\\.?\\d*([eE][+-]?\\d{1,3})?");

  /**
   * What was typed.
   *
   * @param number null for auto
   */
  record Typed(@Nullable Double number) {}

  @Override
  public String words() {
    return "auto, or a number from 0 to 1, such as 0.05";
  }

  @Override
  public Typed convert(String value) {
    if (value.equals("auto")) {
      return new Typed(null);
    }
    if (!NUMBER.matcher(value).matches() || Double.parseDouble(value) > 1) {
      throw new IllegalArgumentException(value);
    }
    return new Typed(Double.valueOf(value));
  }
}
