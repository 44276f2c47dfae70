package io.shotline.core.image;

/**
 * The square that the model sees of an image: the shorter side brought to {@value #SIDE} pixels,
 * then the centre cut out (model.md, preprocessing steps 1 and 2).
 *
 * @param scaledWidth width after scaling, before cutting
 * @param scaledHeight height after scaling, before cutting
 * @param left first column kept
 * @param top first row kept
 */
public record CentreCrop(ImageSize source, int scaledWidth, int scaledHeight, int left, int top) {
  /** Side of the square in pixels. */
  public static final int SIDE = 240;

  /**
   * The crop of an image of this size.
   *
   * @throws ArithmeticException for a strip so long that its scaled side is no int; {@link
   *     ImageLimits} lets none through
   */
  public static CentreCrop of(ImageSize source) {
    int width = source.width();
    int height = source.height();
    int shorter = Math.min(width, height);
    int scaledWidth = Math.toIntExact((long) SIDE * width / shorter);
    int scaledHeight = Math.toIntExact((long) SIDE * height / shorter);
    return new CentreCrop(
        source,
        scaledWidth,
        scaledHeight,
        (int) Math.rint((scaledWidth - SIDE) / 2.0),
        (int) Math.rint((scaledHeight - SIDE) / 2.0));
  }

  /** What of the image the model sees, in the image's own pixels. */
  public Region region() {
    return toSource(new Region(0, 0, 1, 1), 1, 1);
  }

  /**
   * The source pixels behind a rectangle of cells of a rows x columns map, at least one pixel,
   * inside the image.
   */
  public Region toSource(Region cells, int rows, int columns) {
    double cellWidth = (double) SIDE / columns;
    double cellHeight = (double) SIDE / rows;
    double scaleX = (double) source.width() / scaledWidth;
    double scaleY = (double) source.height() / scaledHeight;
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
