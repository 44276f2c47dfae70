package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import java.util.List;

/**
 * What is tried on every category.
 *
 * @param shots how many shots, each number once, ascending
 * @param draws of these shots
 * @param views that images and shots are looked at with
 * @param rule that gives the threshold of each draw
 * @param limits that image files are held to
 * @param maxBatch the most images in one run of the model
 * @param allPixels whether every draw gets its figure of pixels, or only the first of a usual
 *     number of shots; each costs a pass of the encoder over the images with masks
 */
public record EvaluationPlan(
    List<Integer> shots,
    Draws draws,
    List<View> views,
    ThresholdRule rule,
    ImageLimits limits,
    int maxBatch,
    boolean allPixels) {
  public EvaluationPlan {
    shots = shots.stream().distinct().sorted().toList();
    requireNonNull(draws, "draws");
    views = List.copyOf(views);
    requireNonNull(rule, "rule");
    requireNonNull(limits, "limits");
    if (shots.isEmpty() || shots.get(0) < 1 || views.isEmpty() || maxBatch < 1) {
      throw new IllegalArgumentException(
          "a plan needs shots, views and batches, got %s, %s, %d"
              .formatted(shots, views, maxBatch));
    }
  }
}
