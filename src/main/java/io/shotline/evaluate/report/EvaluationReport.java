package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Scorer;
import io.shotline.core.view.View;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.Means;
import io.shotline.page.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jsoup.nodes.Element;

/**
 * Makes the page of an evaluation. It has all its pictures in it and stays below 5 MB. Used by one
 * thread.
 */
public final class EvaluationReport {
  /** Base64 of the pictures; tables and charts take the rest of 5 MB. */
  private static final long PICTURE_CHARACTERS = 3_400_000;

  private static final int MOST_CATEGORIES = 30;

  private final Function<EvaluatedModel, Scorer> models;
  private final Names names;

  /**
   * @param models loads a model for the heat of the pictures; the report closes it
   * @param views the words of a view
   */
  public EvaluationReport(Function<EvaluatedModel, Scorer> models, Function<View, String> views) {
    this.models = requireNonNull(models, "models");
    this.names = new Names(views);
  }

  /** Returns the page. Scores the images that it shows once more. */
  public Page page(Evaluation evaluation, ReportFacts facts) throws InterruptedException {
    Page page = new Page(facts.title());
    Element main = page.main();
    page.addHeader(facts.title(), lead(evaluation), counts(evaluation, facts));
    addMeansOfAll(main, evaluation);
    List<Category> shown =
        evaluation.categories().stream()
            .filter(category -> hasTrials(evaluation, category))
            .limit(MOST_CATEGORIES)
            .toList();
    PictureBudget budget = new PictureBudget(PICTURE_CHARACTERS);
    try (TrialScoring scoring = new TrialScoring(models)) {
      CategorySection section = new CategorySection(evaluation, facts.advice(), names, scoring);
      for (int i = 0; i < shown.size(); i++) {
        PictureBudget part = budget.share(1.0 / (shown.size() - i));
        section.addTo(main, shown.get(i), part);
        budget.takeBack(part);
      }
    }
    addLeftOut(main, evaluation, shown.size());
    Closing.addFaults(main, evaluation.faults());
    Closing.addMethod(main);
    return page;
  }

  private static String lead(Evaluation evaluation) {
    long good = evaluation.categories().stream().mapToLong(Category::good).sum();
    long bad = evaluation.categories().stream().mapToLong(Category::bad).sum();
    return "How well "
        + good
        + " good and "
        + bad
        + " bad images are told apart by a few normal images of the product.";
  }

  private static Map<String, String> counts(Evaluation evaluation, ReportFacts facts) {
    Map<String, String> counts = new LinkedHashMap<>();
    int categories = evaluation.categories().size();
    if (categories > 1) {
      counts.put("Categories", String.valueOf(categories));
    }
    counts.putAll(facts.settings());
    return counts;
  }

  private void addMeansOfAll(Element main, Evaluation evaluation) {
    if (evaluation.categories().size() < 2 || evaluation.trials().isEmpty()) {
      return;
    }
    List<Means> means = evaluation.meansOfCategories();
    Element section = main.appendElement("section");
    section.appendElement("h2").text("All categories");
    new MeansTable(names)
        .addTo(section, "Means over the categories, each counted once", means, "Categories");
  }

  private static boolean hasTrials(Evaluation evaluation, Category category) {
    return evaluation.trials().stream()
        .anyMatch(trial -> trial.combination().category().equals(category.name()));
  }

  private static void addLeftOut(Element main, Evaluation evaluation, int shown) {
    long all = evaluation.categories().stream().filter(each -> hasTrials(evaluation, each)).count();
    if (shown < all) {
      main.appendElement("p")
          .text((all - shown) + " more categories are left out; evaluate prints their figures.");
    }
  }
}
