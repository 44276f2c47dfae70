package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.ScoringModel;

/**
 * Brings images to a model's pixels as its card says, whatever the view of a product: for the
 * paper's numbers, and where there is no product.
 */
public record CardFit(ScoringModel model) {
  public CardFit {
    requireNonNull(model, "model");
  }

  /**
   * Decodes a file and fits it.
   *
   * @throws UndecodableImageException if it is no image file, cut short or broken
   */
  public DecodedImage read(EncodedImage file) throws UndecodableImageException {
    ImageHeader header =
        ImageHeader.read(file.bytes())
            .orElseThrow(() -> new UndecodableImageException("not a JPEG, PNG, BMP or TIFF file"));
    try (Pixels pixels = model.decode(file, header, null)) {
      return fit(pixels);
    }
  }

  /** Fits all of an image; a rectangle takes the aspect of the image. */
  public DecodedImage fit(Pixels pixels) {
    ModelInput input = model.card().input();
    ImageSize size = pixels.size();
    Region all = new Region(0, 0, size.width(), size.height());
    return DecodedImage.of(
        input.looks(each -> each.seen(size), Math.min(size.width(), size.height())),
        seen ->
            input.fit() == Fit.CENTRE
                ? BicubicResize.centre(pixels, all, seen.width())
                : BicubicResize.resize(pixels, all, seen));
  }
}
