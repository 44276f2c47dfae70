package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.evaluate.Category;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.JudgedImage;
import io.shotline.evaluate.Means;
import io.shotline.evaluate.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Writes the part of the page on one category: advice, figures, charts, pictures. Used by one
 * thread.
 *
 * @param advice in sentences by category
 */
record CategorySection(
    Evaluation evaluation, Map<String, List<String>> advice, Names names, TrialScoring scoring) {
  private static final int MOST_HISTOGRAMS = 4;
  private static final int MOST_WRONG = 12;
  private static final int MOST_RIGHT = 4;
  private static final int MOST_SHOTS = 16;

  CategorySection {
    requireNonNull(evaluation, "evaluation");
    advice = Map.copyOf(advice);
    requireNonNull(names, "names");
    requireNonNull(scoring, "scoring");
  }

  /**
   * Adds the section of a category that has trials.
   *
   * @param budget of its pictures
   */
  void addTo(Element main, Category category, PictureBudget budget) throws InterruptedException {
    Element section = main.appendElement("section");
    section.appendElement("h2").text(category.name());
    addAdvice(section, advice.getOrDefault(category.name(), List.of()));
    List<Means> means =
        evaluation.means().stream()
            .filter(each -> each.combination().category().equals(category.name()))
            .toList();
    new MeansTable(names)
        .addTo(
            section,
            "Means over the draws of shots, and their deviation; the greatest AUROC is green",
            means,
            "Draws");
    Focus focus = Focus.of(evaluation, category);
    addCharts(section, focus);
    addPictures(section, focus.trials().get(0), budget);
  }

  private static void addAdvice(Element section, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    Element box = section.appendElement("div").addClass("advice");
    box.appendElement("h3").text("In short");
    Element list = box.appendElement("ul");
    sentences.forEach(sentence -> list.appendElement("li").text(sentence));
  }

  private void addCharts(Element section, Focus focus) {
    List<Trial> trials = focus.trials();
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "Charts and pictures are of the same draw of shots, the one in the middle by AUROC"
                + (trials.size() > RocChart.MOST_LINES
                    ? ", and of the best " + RocChart.MOST_LINES + " of " + trials.size() + "."
                    : "."));
    Element charts = section.appendElement("div").addClass("charts");
    RocChart.addTo(charts, trials.subList(0, Math.min(trials.size(), RocChart.MOST_LINES)), names);
    trials.stream()
        .limit(MOST_HISTOGRAMS)
        .forEach(trial -> ScoreHistogram.addTo(charts, trial, names));
  }

  private void addPictures(Element section, Trial trial, PictureBudget budget)
      throws InterruptedException {
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "Pictures: "
                + names.of(trial.combination())
                + (trial.seed() == 0 ? "" : ", seed " + trial.seed())
                + ". On the left the image, on the right with its heat: red is twice the"
                + " threshold.");
    Gallery gallery = new Gallery(trial, scoring);
    PictureBudget shots = budget.share(0.12);
    gallery.addShotsTo(section, MOST_SHOTS, shots);
    budget.takeBack(shots);
    add(
        gallery,
        section,
        new Gallery.Choice(
            "Missed",
            "Bad images below the threshold, the least conspicuous first.",
            "No bad image is below the threshold.",
            trial.missed(),
            MOST_WRONG),
        budget,
        0.4);
    add(
        gallery,
        section,
        new Gallery.Choice(
            "False alarms",
            "Good images at or above the threshold, the highest score first.",
            "No good image reaches the threshold.",
            trial.falseAlarms(),
            MOST_WRONG),
        budget,
        0.6);
    add(gallery, section, worst(trial), budget, 0.5);
    add(gallery, section, best(trial), budget, 1);
  }

  private static void add(
      Gallery gallery, Element section, Gallery.Choice choice, PictureBudget budget, double share)
      throws InterruptedException {
    PictureBudget part = budget.share(share);
    gallery.addTo(section, choice, part);
    budget.takeBack(part);
  }

  private static Gallery.Choice worst(Trial trial) {
    List<JudgedImage> images =
        trial.images().stream()
            .filter(image -> image.image().isBad())
            .sorted(Comparator.comparingDouble(JudgedImage::score).reversed())
            .limit(MOST_RIGHT)
            .toList();
    return new Gallery.Choice(
        "Clearest defects", "Bad images of the highest scores.", "None.", images, MOST_RIGHT);
  }

  private static Gallery.Choice best(Trial trial) {
    List<JudgedImage> images =
        trial.images().stream()
            .filter(image -> !image.image().isBad())
            .sorted(Comparator.comparingDouble(JudgedImage::score))
            .limit(MOST_RIGHT)
            .toList();
    return new Gallery.Choice(
        "Most like the shots", "Good images of the lowest scores.", "None.", images, MOST_RIGHT);
  }
}
