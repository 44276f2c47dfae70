package io.shotline.core.view;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.Rejection;
import java.util.Optional;

/** Finds the rectangle of an image that a view asks for, or says why the image has none. */
public final class ChosenPart {
  /** Of a region, in pixels: a smaller one shows nothing that a model could judge. */
  private static final int LEAST_SIDE = 16;

  private ChosenPart() {}

  /** Returns the rectangle; empty if the view's region was measured on images of another size. */
  public static Optional<Region> of(View view, ImageSize image) {
    ViewRegion region = view.region();
    return region == null
        ? Optional.of(new Region(0, 0, image.width(), image.height()))
        : region.in(image);
  }

  /** Returns why an image of this size cannot be looked at with the view; empty if it can. */
  public static Optional<Rejection> refusal(View view, ImageSize image) {
    if (view.region() instanceof ViewRegion.Measured measured && of(view, image).isEmpty()) {
      return Optional.of(
          new Rejection(
              Rejection.Reason.UNSUPPORTED_IMAGE,
              "the region of the view was measured on images of "
                  + measured.image()
                  + " pixels, this one has "
                  + image
                  + "; send images of that size, or give the region in per cent"));
    }
    return view.region() == null
        ? Optional.empty()
        : of(view, image).filter(ChosenPart::isTiny).map(part -> tiny(part, image));
  }

  private static boolean isTiny(Region part) {
    return Math.min(part.width(), part.height()) < LEAST_SIDE;
  }

  private static Rejection tiny(Region part, ImageSize image) {
    return new Rejection(
        Rejection.Reason.UNSUPPORTED_IMAGE,
        "the region of the view is %d x %d pixels of this image of %s; choose one of at least %d x %d"
            .formatted(part.width(), part.height(), image, LEAST_SIDE, LEAST_SIDE));
  }
}
