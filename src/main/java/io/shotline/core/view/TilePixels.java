package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.Pixels;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model sees of an image: its tiles, all of one size.
 *
 * @param tiles in the order of the cut
 * @param usedBits the depth that the values of the image would fit in where nothing states it
 */
public record TilePixels(List<DecodedImage> tiles, OptionalInt usedBits) {
  public TilePixels {
    tiles = List.copyOf(tiles);
    requireNonNull(usedBits, "usedBits");
  }

  /** Cuts the tiles out of an image and brings each to the model's size. */
  public static TilePixels of(TileCut cut, Pixels pixels) {
    ViewedPart part = cut.part();
    List<DecodedImage> tiles =
        part.view().fit() == Fit.CENTRE
            ? List.of(
                DecodedImage.of(
                    cut.looks(), seen -> BicubicResize.centre(pixels, part.chosen(), seen.width())))
            : cut.places().stream()
                .map(place -> DecodedImage.of(cut.looks(), seen -> pixels.resize(place, seen)))
                .toList();
    return new TilePixels(tiles, pixels.usedBits());
  }
}
