package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.ViewedPart;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How and where an image differs from the shots of its product.
 *
 * @param shotIds the shots that the image was compared with
 * @param shots the same in short
 * @param components the terms of the score; null when skipped
 * @param residualMap null when skipped
 * @param viewedPart what of the image was looked at; null when skipped
 * @param warnings reasons to doubt the verdict; mostly none
 */
public record Difference(
    List<String> shotIds,
    ShotBasis shots,
    @Nullable ScoreComponents components,
    @Nullable ResidualMap residualMap,
    @Nullable ViewedPart viewedPart,
    List<Warning> warnings) {
  /** The image was compared with nothing. */
  public static final Difference NONE =
      new Difference(List.of(), ShotBasis.UNKNOWN, null, null, null, List.of());

  public Difference {
    shotIds = List.copyOf(shotIds);
    requireNonNull(shots, "shots");
    warnings = List.copyOf(warnings);
  }

  /** Returns the same with one more reason to doubt the verdict. */
  Difference withWarning(Warning warning) {
    return new Difference(
        shotIds,
        shots,
        components,
        residualMap,
        viewedPart,
        Stream.concat(warnings.stream(), Stream.of(warning)).toList());
  }

  /** Returns where to look first, in pixels of the upright image; empty when skipped. */
  public Optional<Region> hottestRegion() {
    return residualMap == null || viewedPart == null
        ? Optional.empty()
        : Optional.of(
            viewedPart.toSource(
                residualMap.hottestCells(), residualMap.rows(), residualMap.columns()));
  }
}
