package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.LookSizes;
import io.shotline.core.image.Region;
import java.util.List;

/**
 * The rectangles that one image is cut into.
 *
 * @param part of the image that is looked at
 * @param places of the tiles in pixels of the upright image, row by row, all of one size
 * @param looks sizes of a tile in the model's pixels
 */
public record TileCut(ViewedPart part, List<Region> places, LookSizes looks) {
  public TileCut {
    requireNonNull(part, "part");
    requireNonNull(looks, "looks");
    places = List.copyOf(places);
  }
}
