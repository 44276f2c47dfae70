package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.SeenAlpha;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model sees of an image: its tiles, all of one size.
 *
 * @param tiles in the order of the cut
 * @param usedBits the depth that the values of the image would fit in where nothing states it
 * @param hiddenShare of what is looked at, 0 to 1: its alpha leaves nothing of its colours
 */
public record TilePixels(List<DecodedImage> tiles, OptionalInt usedBits, double hiddenShare) {
  public TilePixels {
    tiles = List.copyOf(tiles);
    requireNonNull(usedBits, "usedBits");
  }

  /** Cuts the tiles out of an image and brings each to the model's size. */
  public static TilePixels of(TileCut cut, Pixels pixels) {
    if (!SeenAlpha.isIn(pixels) || keepsSize(cut)) {
      return new TilePixels(tiles(cut, pixels), pixels.usedBits(), 0);
    }
    SeenAlpha seen = new SeenAlpha(pixels, cut.part().region());
    return new TilePixels(tiles(cut, seen), pixels.usedBits(), seen.hiddenShare());
  }

  /** What keeps its size keeps its colours, transparent ones too. */
  private static boolean keepsSize(TileCut cut) {
    FittedImage fitted = cut.part().fitted();
    return fitted.scaled().equals(fitted.source());
  }

  private static List<DecodedImage> tiles(TileCut cut, Pixels pixels) {
    ViewedPart part = cut.part();
    return part.view().fit() == Fit.CENTRE
        ? List.of(
            DecodedImage.of(
                cut.looks(), seen -> BicubicResize.centre(pixels, part.chosen(), seen.width())))
        : cut.places().stream()
            .map(place -> DecodedImage.of(cut.looks(), seen -> pixels.resize(place, seen)))
            .toList();
  }
}
