package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Fit;
import io.shotline.core.image.file.StoredSamples;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of an image is looked at, and how: a setting of a product. Pixels are those of the upright
 * image, after its orientation was applied.
 *
 * @param region null looks at all of the image
 * @param overlapPercent share of a tile that it has in common with its neighbour, 0 to 50
 * @param bits depth of grey images in 16-bit files, one of {@link StoredSamples#DEPTHS}; null takes
 *     the file's
 */
public record View(
    Fit fit,
    @Nullable ViewRegion region,
    Tiles tiles,
    double overlapPercent,
    Match match,
    @Nullable Integer bits) {
  /** Looks at all of the image. */
  public static final View DEFAULT = new View(Fit.WHOLE, null, Tiles.AUTO, 10, Match.SAME, null);

  /** Looks at the middle square, as the paper does. */
  public static final View CENTRE = new View(Fit.CENTRE, null, Tiles.ONE, 10, Match.SAME, null);

  public View {
    requireNonNull(fit, "fit");
    requireNonNull(tiles, "tiles");
    requireNonNull(match, "match");
    if (!(overlapPercent >= 0 && overlapPercent <= 50)) {
      throw new IllegalArgumentException("overlap must be 0 to 50 %, not " + overlapPercent);
    }
    if (bits != null && !StoredSamples.DEPTHS.contains(bits)) {
      throw new IllegalArgumentException("bits must be 8, 10, 12, 14 or 16, not " + bits);
    }
    if (fit == Fit.CENTRE && tiles.count() > 1) {
      throw new IllegalArgumentException(
          "fit centre looks at one square: tiles must be auto or 1x1, not " + tiles.word());
    }
  }

  /**
   * Returns the view in one word without spaces or slashes, the same for equal views and for no
   * others.
   */
  public String word() {
    return String.join(
        ";",
        fit.name().toLowerCase(Locale.ROOT),
        region == null ? "all" : region.word(),
        tiles.word(),
        Double.toString(overlapPercent),
        match.word(),
        bits == null ? "file" : bits.toString());
  }
}
