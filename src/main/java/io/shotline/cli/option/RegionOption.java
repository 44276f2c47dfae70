package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.view.ViewRegion;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an image as it is typed: in per cent, or in pixels with the size of the image. */
public final class RegionOption implements Worded<ViewRegion> {
  /** Stands for all of the image. */
  public static final ViewRegion ALL = new ViewRegion.Percent(0, 0, 100, 100);

  private static final String SHARE = "(\\d{1,3}(?:\\.\\d{1,6})?)%";
  private static final String PIXELS = "(\\d{1,9})";
  private static final Pattern PERCENT =
      Pattern.compile(String.join(",", SHARE, SHARE, SHARE, SHARE));
  private static final Pattern MEASURED =
      Pattern.compile(
          String.join(",", PIXELS, PIXELS, PIXELS, PIXELS) + "@" + PIXELS + "x" + PIXELS);

  @Override
  public String words() {
    return "all, or X,Y,W,H within the image: in per cent, such as 10%,10%,80%,80%, or in pixels"
        + " with the size of the image that they were measured on, such as 100,50,400,300@640x480";
  }

  @Override
  public ViewRegion convert(String value) {
    if (value.equals("all")) {
      return ALL;
    }
    Matcher percent = PERCENT.matcher(value);
    if (percent.matches()) {
      return new ViewRegion.Percent(
          share(percent, 1), share(percent, 2), share(percent, 3), share(percent, 4));
    }
    Matcher measured = MEASURED.matcher(value);
    if (measured.matches()) {
      return new ViewRegion.Measured(
          new Region(
              pixels(measured, 1), pixels(measured, 2), pixels(measured, 3), pixels(measured, 4)),
          new ImageSize(pixels(measured, 5), pixels(measured, 6)));
    }
    throw new IllegalArgumentException(value);
  }

  /** Returns a region as it would be typed. */
  public static String text(ViewRegion region) {
    if (region instanceof ViewRegion.Measured measured) {
      Region part = measured.part();
      return "%d,%d,%d,%d@%dx%d"
          .formatted(
              part.x(),
              part.y(),
              part.width(),
              part.height(),
              measured.image().width(),
              measured.image().height());
    }
    ViewRegion.Percent part = (ViewRegion.Percent) region;
    return String.join(
        ",",
        PercentOption.text(part.x()),
        PercentOption.text(part.y()),
        PercentOption.text(part.width()),
        PercentOption.text(part.height()));
  }

  private static double share(Matcher matcher, int group) {
    return new BigDecimal(matcher.group(group)).doubleValue();
  }

  private static int pixels(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
