package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.View;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.Combination;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.Figure;
import io.shotline.evaluate.Means;
import io.shotline.evaluate.Trial;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What charts and pictures of a category show: one draw for each model and view, with the most
 * shots. Of its draws it is the one in the middle by AUROC, so that luck neither helps nor harms.
 *
 * @param trials the best model and view first, by the mean of its draws
 */
record Focus(Category category, List<Trial> trials) {
  private record ModelAndView(EvaluatedModel model, View view) {}

  Focus {
    requireNonNull(category, "category");
    trials = List.copyOf(trials);
  }

  static Focus of(Evaluation evaluation, Category category) {
    Map<ModelAndView, Means> most = new LinkedHashMap<>();
    for (Means means : evaluation.means()) {
      Combination tried = means.combination();
      if (tried.category().equals(category.name())) {
        most.merge(
            new ModelAndView(tried.model(), tried.view()),
            means,
            (a, b) -> b.combination().shots() > a.combination().shots() ? b : a);
      }
    }
    List<Trial> trials =
        most.values().stream()
            .sorted(
                Comparator.comparingDouble((Means means) -> means.mean(Figure.AUROC)).reversed())
            .map(means -> middle(evaluation.trials(means.combination())))
            .toList();
    return new Focus(category, trials);
  }

  private static Trial middle(List<Trial> draws) {
    return draws.stream()
        .sorted(Comparator.comparingDouble(trial -> trial.figures().auroc()))
        .toList()
        .get((draws.size() - 1) / 2);
  }
}
