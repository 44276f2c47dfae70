package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.file.ImageLimits;

/**
 * How an image was fitted, and the size in pixels that the model saw of it. With the size of the
 * image as sent it tells where a cell of a map lies.
 */
public record Fitting(Fit fit, ImageSize seen) {
  /** Of models whose cards name neither side nor fit, and of records that name neither. */
  public static final Fitting DEFAULT =
      new Fitting(
          Fit.CENTRE,
          new ImageSize(ModelInput.Square.DEFAULT_SIDE, ModelInput.Square.DEFAULT_SIDE));

  public Fitting {
    requireNonNull(fit, "fit");
    requireNonNull(seen, "seen");
    if (fit != Fit.WHOLE && seen.width() != seen.height()) {
      throw new IllegalArgumentException(fit.word() + " must give a square, not " + seen);
    }
  }

  /**
   * Returns the image of this size as it was fitted.
   *
   * @throws ArithmeticException for a strip so long that its scaled side is no int; {@link
   *     ImageLimits} lets none through
   */
  public FittedImage of(ImageSize source) {
    if (fit != Fit.CENTRE) {
      return new FittedImage(source, seen, 0, 0, seen);
    }
    int side = seen.width();
    int shorter = Math.min(source.width(), source.height());
    int width = Math.toIntExact((long) side * source.width() / shorter);
    int height = Math.toIntExact((long) side * source.height() / shorter);
    return new FittedImage(
        source,
        new ImageSize(width, height),
        (int) Math.rint((width - side) / 2.0),
        (int) Math.rint((height - side) / 2.0),
        seen);
  }
}
