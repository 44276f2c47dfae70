package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import java.util.Optional;

/** The part of an upright image that a person chose to look at. */
public sealed interface ViewRegion {
  /**
   * Returns the part's pixels in an image of this size, at least one; empty if the part was
   * measured on images of another size.
   */
  Optional<Region> in(ImageSize image);

  /** Returns the region in one word without spaces or slashes, the same for equal regions alone. */
  String word();

  /**
   * A part in per cent of the image's width and height.
   *
   * @param x left edge, 0 to below 100
   * @param y top edge, 0 to below 100
   * @param width above 0; x + width is at most 100
   * @param height above 0; y + height is at most 100
   */
  record Percent(double x, double y, double width, double height) implements ViewRegion {
    public Percent {
      // Written so that no number fails too.
      if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 100 && y + height <= 100)) {
        throw new IllegalArgumentException(
            "a region in per cent must lie within 0 to 100, not %s,%s,%s,%s"
                .formatted(x, y, width, height));
      }
    }

    @Override
    public Optional<Region> in(ImageSize image) {
      int left = pixel(x, image.width(), image.width() - 1);
      int top = pixel(y, image.height(), image.height() - 1);
      int right = Math.max(left + 1, pixel(x + width, image.width(), image.width()));
      int bottom = Math.max(top + 1, pixel(y + height, image.height(), image.height()));
      return Optional.of(new Region(left, top, right - left, bottom - top));
    }

    @Override
    public String word() {
      return x + "," + y + "," + width + "," + height + "%";
    }

    private static int pixel(double percent, int length, int most) {
      return (int) Math.min(Math.round(percent / 100 * length), most);
    }
  }

  /**
   * A part in pixels of an image of one size; images of other sizes are refused.
   *
   * @param part lies inside the image
   * @param image the size of the upright image that the part was measured on
   */
  record Measured(Region part, ImageSize image) implements ViewRegion {
    public Measured {
      requireNonNull(part, "part");
      requireNonNull(image, "image");
      if (part.x() < 0
          || part.y() < 0
          || part.width() < 1
          || part.height() < 1
          || (long) part.x() + part.width() > image.width()
          || (long) part.y() + part.height() > image.height()) {
        throw new IllegalArgumentException(
            "a region in pixels must lie within %s, not %d,%d,%d,%d"
                .formatted(image, part.x(), part.y(), part.width(), part.height()));
      }
    }

    @Override
    public Optional<Region> in(ImageSize size) {
      return size.equals(image) ? Optional.of(part) : Optional.empty();
    }

    @Override
    public String word() {
      return "%d,%d,%d,%dof%dx%d"
          .formatted(
              part.x(), part.y(), part.width(), part.height(), image.width(), image.height());
    }
  }
}
