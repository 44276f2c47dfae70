package io.shotline.core;

import io.shotline.core.bank.OwnWarnings;
import io.shotline.core.bank.ViewedShots;
import io.shotline.core.image.ColourSummary;
import io.shotline.core.image.Fit;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.result.Warning;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.TilePixels;
import io.shotline.core.view.ViewedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what is unlike the shots in the image as a whole, whatever it shows. */
final class ImageWarnings {
  private static final double ASPECT_TIMES = 1.1;
  private static final double PIXELS_TIMES = 4;

  private ImageWarnings() {}

  /**
   * Returns the reasons to doubt the verdict on an image; mostly none.
   *
   * @param pixels what the model saw of it
   * @param doubts in its file
   */
  static List<Warning> of(
      ViewedShots shots, ViewedPart part, TilePixels pixels, List<FileDoubt> doubts) {
    List<Warning> warnings = shape(shots.shape(), part);
    List<Warning> own = OwnWarnings.of(doubts, pixels);
    warnings.addAll(own);
    if (own.stream().noneMatch(warning -> warning.kind() == Warning.Kind.TRANSPARENT)) {
      colours(shots, ColourSummary.of(pixels.tiles())).ifPresent(warnings::add);
    }
    return warnings;
  }

  private static List<Warning> shape(ShotShape shape, ViewedPart part) {
    List<Warning> warnings = new ArrayList<>();
    Region chosen = part.chosen();
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
    return warnings;
  }

  /** A picture without any content has no colours to compare. */
  private static Optional<Warning> colours(ViewedShots shots, ColourSummary colours) {
    Optional<String> one = shots.showOneColour() ? Optional.empty() : colours.oneColour();
    return one.map(detail -> new Warning(Warning.Kind.ONE_COLOUR, detail))
        .or(
            () ->
                shots
                    .colourShift(colours)
                    .map(detail -> new Warning(Warning.Kind.COLOUR_SHIFT, detail)));
  }

  private static Warning warning(Warning.Kind kind, String words, double own, double ofShots) {
    return new Warning(kind, String.format(Locale.ROOT, words, own, ofShots));
  }

  /** How many times the greater is of the smaller. */
  private static double times(double one, double other) {
    return Math.max(one / other, other / one);
  }
}
