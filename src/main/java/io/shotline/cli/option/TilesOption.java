package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import io.shotline.core.view.Tiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns and rows of tiles as they are typed: auto or 2x1. */
public final class TilesOption implements Worded<Tiles> {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d?)x([1-9]\\d?)");

  @Override
  public String words() {
    return "auto, or columns and rows from 1x1 to "
        + Tiles.MOST
        + "x"
        + Tiles.MOST
        + ", such as 2x1";
  }

  @Override
  public Tiles convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (value.equals("auto")) {
      return Tiles.AUTO;
    }
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    return new Tiles(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
