package io.shotline.core;

import io.shotline.core.bank.ViewedShots;
import io.shotline.core.image.ColourSummary;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.Region;
import io.shotline.core.result.Warning;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.ViewedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what is unlike the shots in the image as a whole, whatever it shows. */
final class ImageWarnings {
  private static final double ASPECT_TIMES = 1.1;
  private static final double PIXELS_TIMES = 4;

  private ImageWarnings() {}

  /**
   * Returns the reasons to doubt the verdict on an image; mostly none.
   *
   * @param tiles what the model saw of it
   * @param own those that it has whatever it is compared with
   */
  static List<Warning> of(
      ViewedShots shots, ViewedPart part, List<DecodedImage> tiles, List<Warning> own) {
    List<Warning> warnings = new ArrayList<>(own);
    Region chosen = part.chosen();
    ShotShape shape = shots.shape();
    double aspect = (double) chosen.width() / chosen.height();
    // The paper's crop squeezes nothing.
    if (part.view().fit() != Fit.CENTRE && times(aspect, shape.aspect()) > ASPECT_TIMES) {
      String words =
          "width / height is %.2f, of the shots %.2f: it was squeezed to their shape;"
              + " send images of the shots' shape, or add shots of this one";
      warnings.add(warning(Warning.Kind.OTHER_ASPECT, words, aspect, shape.aspect()));
    }
    double pixels = (double) chosen.width() * chosen.height();
    if (times(pixels, shape.pixels()) >= PIXELS_TIMES) {
      String words =
          "%.0f pixels, of the shots %.0f: another sharpness looks like a defect;"
              + " send images of the shots' size, or add shots of this one";
      warnings.add(warning(Warning.Kind.OTHER_SIZE, words, pixels, shape.pixels()));
    }
    shots
        .colourShift(ColourSummary.of(tiles))
        .ifPresent(detail -> warnings.add(new Warning(Warning.Kind.COLOUR_SHIFT, detail)));
    return warnings;
  }

  private static Warning warning(Warning.Kind kind, String words, double own, double ofShots) {
    return new Warning(kind, String.format(Locale.ROOT, words, own, ofShots));
  }

  /** How many times the greater is of the smaller. */
  private static double times(double one, double other) {
    return Math.max(one / other, other / one);
  }
}
