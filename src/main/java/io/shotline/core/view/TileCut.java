package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import java.util.List;

/**
 * The rectangles that one image is cut into.
 *
 * @param part of the image that is looked at
 * @param places of the tiles in pixels of the upright image, row by row, all of one size
 * @param seen size of a tile in the model's pixels
 */
public record TileCut(ViewedPart part, List<Region> places, ImageSize seen) {
  public TileCut {
    requireNonNull(part, "part");
    requireNonNull(seen, "seen");
    places = List.copyOf(places);
  }
}
