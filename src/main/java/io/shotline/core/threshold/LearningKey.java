package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

/**
 * The images that a threshold is learnt from. Two cameras of one product see different things; each
 * model and each view has a scale of its own.
 *
 * @param model name and version, as in {@code mini/2}
 * @param view in words
 */
public record LearningKey(String productId, String cameraId, String model, String view) {
  public LearningKey {
    requireNonNull(productId, "productId");
    requireNonNull(cameraId, "cameraId");
    requireNonNull(model, "model");
    requireNonNull(view, "view");
  }
}
