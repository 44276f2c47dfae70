package io.shotline.cli.print;

import io.shotline.cli.option.RegionOption;
import io.shotline.core.view.View;
import java.math.BigDecimal;

/** Says a view in the words of its options; what is as by default is left out. */
public final class ViewWords {
  private ViewWords() {}

  /** Returns the words in one line. */
  public static String of(View view) {
    StringBuilder words = new StringBuilder(view.fit().word());
    if (view.region() != null) {
      words.append(" region ").append(RegionOption.text(view.region()));
    }
    if (!view.tiles().isAuto()) {
      words.append(" tiles ").append(view.tiles().word());
    }
    if (view.overlapPercent() != View.DEFAULT.overlapPercent()) {
      BigDecimal percent = BigDecimal.valueOf(view.overlapPercent());
      words.append(" overlap ").append(percent.stripTrailingZeros().toPlainString()).append('%');
    }
    if (view.match() != View.DEFAULT.match()) {
      words.append(" match ").append(view.match().word());
    }
    if (view.bits() != null) {
      words.append(" bits ").append(view.bits());
    }
    return words.toString();
  }
}
