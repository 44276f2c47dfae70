package io.shotline.core.result;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How and where an image differs from the shots of its product.
 *
 * @param shotIds the shots that the image was compared with
 * @param components the terms of the score; null when skipped
 * @param residualMap null when skipped
 * @param imageSize of the image as sent; null when skipped
 */
public record Difference(
    List<String> shotIds,
    @Nullable ScoreComponents components,
    @Nullable ResidualMap residualMap,
    @Nullable ImageSize imageSize) {
  /** The image was compared with nothing. */
  public static final Difference NONE = new Difference(List.of(), null, null, null);

  public Difference {
    shotIds = List.copyOf(shotIds);
  }

  /** Returns where to look first, in pixels of the image as sent; empty when skipped. */
  public Optional<Region> hottestRegion() {
    return residualMap == null || imageSize == null
        ? Optional.empty()
        : Optional.of(residualMap.hottestRegion(imageSize));
  }
}
