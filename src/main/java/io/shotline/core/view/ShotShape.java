package io.shotline.core.view;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import java.util.Arrays;
import java.util.List;

/**
 * The typical shape of the parts of a product's shots that are looked at.
 *
 * @param aspect median of width / height
 * @param pixels median of width x height
 * @param shorterSide median of the lesser of width and height
 */
public record ShotShape(double aspect, double pixels, double shorterSide) {
  /** Stands in where there are no shots. */
  public static final ShotShape NONE = new ShotShape(1, 1, 1);

  /**
   * Returns the shape of shots.
   *
   * @param sizes of the upright images; those that the view refuses do not count
   */
  public static ShotShape of(View view, List<ImageSize> sizes) {
    List<Region> parts =
        sizes.stream().flatMap(size -> ChosenPart.of(view, size).stream()).toList();
    return parts.isEmpty()
        ? NONE
        : new ShotShape(
            median(parts.stream().mapToDouble(ShotShape::aspect).toArray()),
            median(parts.stream().mapToDouble(ShotShape::pixels).toArray()),
            median(parts.stream().mapToDouble(ShotShape::shorterSide).toArray()));
  }

  /**
   * Returns the shorter side of a tile.
   *
   * @param columns that the width is cut into, in lengths of a tile
   * @param rows that the height is cut into
   */
  double shorterSideOfTile(double columns, double rows) {
    return shorterSide * Math.min(aspect / columns, 1 / rows) / Math.min(aspect, 1);
  }

  static double aspect(Region part) {
    return (double) part.width() / part.height();
  }

  static double pixels(Region part) {
    return (double) part.width() * part.height();
  }

  static double shorterSide(Region part) {
    return Math.min(part.width(), part.height());
  }

  /** Of an even count the mean of the two in the middle. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
