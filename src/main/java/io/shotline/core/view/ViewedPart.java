package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;

/**
 * The part of an image that a result is about, and how it was looked at. All rectangles are in
 * pixels of the upright image.
 *
 * @param view that the image was judged with
 * @param image size of the upright image
 * @param chosen the rectangle that the view asks for: the region, or all
 * @param fitted how the chosen rectangle was brought to the model's pixels; its source has the size
 *     of the chosen rectangle
 * @param tiles that the rectangle was cut into, never auto
 * @param orientation of the file by EXIF, 1 to 8; 1 is upright
 */
public record ViewedPart(
    View view, ImageSize image, Region chosen, FittedImage fitted, Tiles tiles, int orientation) {
  public ViewedPart {
    requireNonNull(view, "view");
    requireNonNull(image, "image");
    requireNonNull(chosen, "chosen");
    requireNonNull(fitted, "fitted");
    requireNonNull(tiles, "tiles");
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("orientation must be 1 to 8, not " + orientation);
    }
  }

  /**
   * Returns all of an image, brought to a model's pixels as the model's card says.
   *
   * @param orientation of the file by EXIF
   */
  public static ViewedPart of(Fitting fitting, ImageSize image, int orientation) {
    View view = new View(fitting.fit(), null, Tiles.ONE, 10, Match.SAME, null);
    Region all = new Region(0, 0, image.width(), image.height());
    return new ViewedPart(view, image, all, fitting.of(image), Tiles.ONE, orientation);
  }

  /** Returns the rectangle that was looked at, which the residual map covers. */
  public Region region() {
    return moved(fitted.region());
  }

  /** Returns the share of the image that was looked at, above 0 and at most 1. */
  public double share() {
    Region region = region();
    return (double) region.width() * region.height() / image.pixels();
  }

  /** Returns the pixels behind a rectangle of cells of a rows x columns map. */
  public Region toSource(Region cells, int rows, int columns) {
    return moved(fitted.toSource(cells, rows, columns));
  }

  private Region moved(Region inChosen) {
    return new Region(
        chosen.x() + inChosen.x(), chosen.y() + inChosen.y(), inChosen.width(), inChosen.height());
  }
}
