package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

/**
 * An image as a model sees it: scaled, then cut. Finds the source pixels behind the cells of a map.
 *
 * @param source size as sent
 * @param scaled size after scaling, before cutting
 * @param left first column kept
 * @param top first row kept
 * @param seen size of what is kept
 */
public record FittedImage(ImageSize source, ImageSize scaled, int left, int top, ImageSize seen) {
  public FittedImage {
    requireNonNull(source, "source");
    requireNonNull(scaled, "scaled");
    requireNonNull(seen, "seen");
  }

  /** Returns the part of the image that the model sees, in the image's own pixels. */
  public Region region() {
    return toSource(new Region(0, 0, 1, 1), 1, 1);
  }

  /**
   * Returns the source pixels behind a rectangle of cells of a rows x columns map, at least one
   * pixel, inside the image.
   */
  public Region toSource(Region cells, int rows, int columns) {
    double cellWidth = (double) seen.width() / columns;
    double cellHeight = (double) seen.height() / rows;
    double scaleX = (double) source.width() / scaled.width();
    double scaleY = (double) source.height() / scaled.height();
    int x = clamp((left + cells.x() * cellWidth) * scaleX, source.width() - 1);
    int y = clamp((top + cells.y() * cellHeight) * scaleY, source.height() - 1);
    int right = clamp((left + (cells.x() + cells.width()) * cellWidth) * scaleX, source.width());
    int bottom = clamp((top + (cells.y() + cells.height()) * cellHeight) * scaleY, source.height());
    return new Region(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
  }

  private static int clamp(double value, int max) {
    return (int) Math.max(0, Math.min(max, Math.round(value)));
  }
}
