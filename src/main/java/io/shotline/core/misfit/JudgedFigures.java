package io.shotline.core.misfit;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.view.ViewedPart;
import java.util.Map;

/**
 * What became of the judged images of one product.
 *
 * @param images at least 1
 * @param anomalous how many of them are
 * @param greatestRatio of score to threshold, 1 at it
 * @param middleScore half of the scores are at most this
 * @param greatestScore of all
 * @param warned how many images have a warning, by its kind; kinds without an image are left out
 * @param threshold that the newest was held against
 * @param part of the newest that was looked at
 */
public record JudgedFigures(
    int images,
    int anomalous,
    double greatestRatio,
    double middleScore,
    double greatestScore,
    Map<Warning.Kind, Integer> warned,
    Threshold threshold,
    ViewedPart part) {
  public JudgedFigures {
    warned = Map.copyOf(warned);
    requireNonNull(threshold, "threshold");
    requireNonNull(part, "part");
  }
}
