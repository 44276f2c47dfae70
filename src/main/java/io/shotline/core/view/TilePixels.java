package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.SeenAlpha;
import io.shotline.core.image.file.FileDoubt;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model sees of an image: its tiles, all of one size.
 *
 * @param tiles in the order of the cut
 * @param usedBits the depth that the values of the image would fit in where nothing states it
 * @param hiddenShare of what is looked at, 0 to 1: its alpha leaves nothing of its colours
 * @param doubts in the file that only its pixels raise; mostly none
 */
public record TilePixels(
    List<DecodedImage> tiles, OptionalInt usedBits, double hiddenShare, List<FileDoubt> doubts) {
  public TilePixels {
    tiles = List.copyOf(tiles);
    doubts = List.copyOf(doubts);
    requireNonNull(usedBits, "usedBits");
  }

  /** Cuts the tiles out of an image and brings each to the model's size. */
  public static TilePixels of(TileCut cut, Pixels pixels) {
    if (!SeenAlpha.isIn(pixels) || keepsSize(cut)) {
      return new TilePixels(tiles(cut, pixels), pixels.usedBits(), 0, List.of());
    }
    SeenAlpha seen = new SeenAlpha(pixels, cut.part().region());
    List<DecodedImage> tiles = tiles(cut, seen);
    return new TilePixels(tiles, pixels.usedBits(), seen.hiddenShare(), List.of());
  }

  /** Returns the same pixels, of a file that is doubted. */
  public TilePixels with(List<FileDoubt> found) {
    return new TilePixels(tiles, usedBits, hiddenShare, found);
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
