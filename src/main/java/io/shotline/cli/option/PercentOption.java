package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share as it is typed: 10%. */
public final class PercentOption implements Worded<Double> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%?");

  @Override
  public String words() {
    return "a share in per cent";
  }

  @Override
  public String example() {
    return "10%";
  }

  @Override
  public Double convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    return Double.valueOf(matcher.group(1));
  }

  /** Returns a share as it would be typed. */
  static String text(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + "%";
  }
}
