package io.shotline.cli.option;

import io.shotline.cli.option.ThresholdOption.Typed;
import io.shotline.cli.settings.Worded;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A threshold as it is typed: auto, 0.05, freeze or reset. */
final class ThresholdOption implements Worded<Typed> {
  private static final Pattern NUMBER = Pattern.compile("\\d*\\.?\\d*([eE][+-]?\\d{1,3})?");

  /**
   * What was typed.
   *
   * @param word null for a number
   * @param number null for a word
   */
  record Typed(@Nullable Word word, @Nullable Double number) {}

  /** What can be said of an automatic threshold. */
  enum Word {
    AUTO,
    FREEZE,
    RESET
  }

  @Override
  public String words() {
    return "auto, or a number from 0 to 1, such as 0.05 (for a product also freeze or reset)";
  }

  @Override
  public Typed convert(String value) {
    for (Word word : Word.values()) {
      if (value.equals(word.name().toLowerCase(Locale.ROOT))) {
        return new Typed(word, null);
      }
    }
    if (!NUMBER.matcher(value).matches() || Double.parseDouble(value) > 1) {
      throw new IllegalArgumentException(value);
    }
    return new Typed(null, Double.valueOf(value));
  }
}
