package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.View;

/**
 * What is tried with several draws of shots.
 *
 * @param category name of it; empty in means over all categories
 * @param shots how many
 */
public record Combination(String category, EvaluatedModel model, View view, int shots) {
  public Combination {
    requireNonNull(category, "category");
    requireNonNull(model, "model");
    requireNonNull(view, "view");
  }

  /** Returns how far its number of shots is from the usual one. */
  public int shotsFromUsual() {
    return Math.abs(shots - Advice.USUAL_SHOTS);
  }

  /** Returns the same over all categories. */
  public Combination ofAll() {
    return new Combination("", model, view, shots);
  }
}
