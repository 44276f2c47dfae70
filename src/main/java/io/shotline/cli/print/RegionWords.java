package io.shotline.cli.print;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import java.util.List;
import java.util.Locale;

/** Says where in an image to look. */
final class RegionWords {
  private static final List<List<String>> PLACES =
      List.of(
          List.of("top left", "top", "top right"),
          List.of("left", "middle", "right"),
          List.of("bottom left", "bottom", "bottom right"));

  private RegionWords() {}

  /** Returns the rectangle in pixels. */
  static String of(Region region) {
    return String.format(
        Locale.ROOT,
        "look at %d,%d (%d x %d pixels)",
        region.x(),
        region.y(),
        region.width(),
        region.height());
  }

  /** Returns in which ninth of the upright image the middle of the rectangle lies. */
  static String place(Region region, ImageSize image) {
    int column = third(region.x() + region.width() / 2.0, image.width());
    int row = third(region.y() + region.height() / 2.0, image.height());
    return PLACES.get(row).get(column);
  }

  private static int third(double at, int length) {
    return Math.max(0, Math.min(2, (int) Math.floor(3 * at / length)));
  }
}
