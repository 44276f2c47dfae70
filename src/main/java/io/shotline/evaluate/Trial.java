package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.Threshold;
import java.nio.file.Path;
import java.util.List;

/**
 * How one draw of shots judged the images of a category.
 *
 * @param seed of the draw, from 1; 0 where the shots were named
 * @param shots the files that were drawn, in the order of the draw
 * @param threshold that scores are held against
 * @param images those that were judged, in the order of the category
 * @param millisPerImage time that a run of the model takes for an image, decoding included
 */
public record Trial(
    Combination combination,
    int seed,
    List<Path> shots,
    Threshold threshold,
    List<JudgedImage> images,
    Figures figures,
    double millisPerImage) {
  public Trial {
    requireNonNull(combination, "combination");
    shots = List.copyOf(shots);
    requireNonNull(threshold, "threshold");
    images = List.copyOf(images);
    requireNonNull(figures, "figures");
  }

  /** Returns the good images that are flagged, the worst first. */
  public List<JudgedImage> falseAlarms() {
    return images.stream()
        .filter(image -> image.isFalseAlarm(threshold.value()))
        .sorted((a, b) -> Double.compare(b.score(), a.score()))
        .toList();
  }

  /** Returns the bad images that are not flagged, those that look best first. */
  public List<JudgedImage> missed() {
    return images.stream()
        .filter(image -> image.isMissed(threshold.value()))
        .sorted((a, b) -> Double.compare(a.score(), b.score()))
        .toList();
  }
}
