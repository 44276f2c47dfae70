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
 */
public record ShotShape(double aspect, double pixels) {
  /** Stands in where there are no shots. */
  public static final ShotShape NONE = new ShotShape(1, 1);

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
            median(parts.stream().mapToDouble(ShotShape::pixels).toArray()));
  }

  static double aspect(Region part) {
    return (double) part.width() / part.height();
  }

  static double pixels(Region part) {
    return (double) part.width() * part.height();
  }

  /** Of an even count the mean of the two in the middle. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
