package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one image.
 *
 * @param skip why the verdict is SKIPPED; null otherwise
 * @param score 0 (like the shots) to 1
 * @param residualMap null when skipped
 * @param shotIds the shots that the image was compared with
 * @param imageSize of the image as sent; null when skipped
 */
public record ScoredImage(
    String eventId,
    String cameraId,
    String productId,
    Instant capturedAt,
    Instant scoredAt,
    Verdict verdict,
    @Nullable Skip skip,
    double score,
    double threshold,
    @Nullable ScoreComponents components,
    @Nullable ResidualMap residualMap,
    List<String> shotIds,
    String modelName,
    String modelVersion,
    StageTimings timings,
    @Nullable ImageSize imageSize) {
  public ScoredImage {
    requireNonNull(eventId, "eventId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(capturedAt, "capturedAt");
    requireNonNull(scoredAt, "scoredAt");
    requireNonNull(verdict, "verdict");
    requireNonNull(modelName, "modelName");
    requireNonNull(modelVersion, "modelVersion");
    requireNonNull(timings, "timings");
    shotIds = List.copyOf(shotIds);
  }

  /** Where to look first, in pixels of the image as sent; empty when the image was skipped. */
  public Optional<Region> hottestRegion() {
    return residualMap == null || imageSize == null
        ? Optional.empty()
        : Optional.of(residualMap.hottestRegion(imageSize));
  }
}
