package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.View;
import io.shotline.evaluate.Combination;
import java.util.function.Function;

/**
 * Says in words what was tried.
 *
 * @param views the words of a view
 */
record Names(Function<View, String> views) {
  Names {
    requireNonNull(views, "views");
  }

  /** Returns model and view, and the number of shots. */
  String of(Combination combination) {
    return combination.model().label()
        + ", view "
        + views.apply(combination.view())
        + ", "
        + shots(combination.shots());
  }

  static String shots(int count) {
    return count == 1 ? "1 shot" : count + " shots";
  }
}
