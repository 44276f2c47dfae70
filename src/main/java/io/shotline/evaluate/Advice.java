package io.shotline.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in words what the figures carry: what to expect, what pays, what to try. It says nothing
 * that so few images and draws could not show.
 */
public final class Advice {
  private Advice() {}

  /** Returns sentences by category, in the order of the categories. */
  public static Map<String, List<String>> of(Evaluation evaluation) {
    Map<String, List<String>> advice = new LinkedHashMap<>();
    for (Category category : evaluation.categories()) {
      List<Tried> tried =
          evaluation.means().stream()
              .filter(means -> means.combination().category().equals(category.name()))
              .map(means -> new Tried(means, evaluation.trials(means.combination())))
              .toList();
      if (!tried.isEmpty()) {
        advice.put(category.name(), new CategoryAdvice(tried).sentences());
      }
    }
    return advice;
  }
}
