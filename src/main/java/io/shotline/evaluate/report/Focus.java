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
 * What charts and pictures of a category show: one draw for each model and view, with the number of
 * shots that the advice is about. It is the draw of the best model and view that is in the middle
 * by AUROC, so that luck neither helps nor harms; the others show the same draw.
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
    Map<ModelAndView, Means> usual = new LinkedHashMap<>();
    for (Means means : evaluation.means()) {
      Combination tried = means.combination();
      if (tried.category().equals(category.name())) {
        usual.merge(
            new ModelAndView(tried.model(), tried.view()), means, Focus::nearestToUsualShots);
      }
    }
    List<List<Trial>> draws =
        usual.values().stream()
            .sorted(
                Comparator.comparingDouble((Means means) -> means.mean(Figure.AUROC)).reversed())
            .map(means -> evaluation.trials(means.combination()))
            .toList();
    return new Focus(category, draws.isEmpty() ? List.of() : sameDraw(draws));
  }

  private static Means nearestToUsualShots(Means a, Means b) {
    return b.combination().shotsFromUsual() < a.combination().shotsFromUsual() ? b : a;
  }

  private static List<Trial> sameDraw(List<List<Trial>> draws) {
    int seed = middle(draws.get(0)).seed();
    return draws.stream()
        .map(
            each ->
                each.stream()
                    .filter(trial -> trial.seed() == seed)
                    .findFirst()
                    .orElseGet(() -> middle(each)))
        .toList();
  }

  private static Trial middle(List<Trial> draws) {
    return draws.stream()
        .sorted(Comparator.comparingDouble(trial -> trial.figures().auroc()))
        .toList()
        .get((draws.size() - 1) / 2);
  }
}
