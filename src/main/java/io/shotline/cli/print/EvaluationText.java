package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.evaluate.Advice;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.Figure;
import io.shotline.evaluate.Means;
import io.shotline.evaluate.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints an evaluation for people: a table per category, one of all, then advice. */
public final class EvaluationText {
  private final PrintWriter out;

  public EvaluationText(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  /** Prints it. */
  public void print(Evaluation evaluation) {
    List<Means> means = evaluation.means();
    for (Category category : evaluation.categories()) {
      List<Means> own =
          means.stream()
              .filter(each -> each.combination().category().equals(category.name()))
              .toList();
      if (!own.isEmpty()) {
        out.println(title(category, isDrawn(evaluation)));
        table(own, true);
        out.println();
      }
    }
    if (evaluation.categories().size() > 1) {
      out.println("mean of " + evaluation.categories().size() + " categories");
      table(evaluation.meansOfCategories(), false);
      out.println();
    }
    advice(Advice.of(evaluation));
    out.flush();
  }

  private void advice(Map<String, List<String>> advice) {
    advice.forEach(
        (category, sentences) -> {
          out.println(advice.size() == 1 ? "Advice" : "Advice on " + category);
          sentences.forEach(sentence -> out.println("- " + sentence));
        });
  }

  private static boolean isDrawn(Evaluation evaluation) {
    return evaluation.trials().stream().anyMatch(trial -> trial.seed() > 0);
  }

  private static String title(Category category, boolean isDrawn) {
    String judged =
        String.format(
            Locale.ROOT,
            "%s: %d good and %d bad images to judge",
            category.name(),
            category.good(),
            category.bad());
    return isDrawn
        ? judged + ", " + category.candidates().size() + " good ones to draw shots from"
        : judged;
  }

  /**
   * Prints a row for each.
   *
   * @param isOfDraws whether a column says how many images there were
   */
  private void table(List<Means> all, boolean isOfDraws) {
    boolean views = all.stream().map(each -> each.combination().view()).distinct().count() > 1;
    boolean pixels = all.stream().anyMatch(each -> each.find(Figure.PIXEL_AUROC).isPresent());
    Table table = new Table().left("model");
    if (views) {
      table.left("view");
    }
    table.right("shots").right(isOfDraws ? "draws" : "categories");
    table.right("AUROC").right("avg. precision").right("best F1");
    table.right("false alarms").right("missed").right("missed at 2, 5, 10 %");
    if (pixels) {
      table.right("pixel AUROC");
    }
    table.right("ms/image");
    for (Means means : all) {
      table.row(row(means, views, pixels, isOfDraws).toArray(String[]::new));
    }
    table.print(out);
  }

  private static List<String> row(Means means, boolean views, boolean pixels, boolean isOfDraws) {
    List<String> row = new ArrayList<>();
    row.add(means.combination().model().label().toString());
    if (views) {
      row.add(ViewWords.of(means.combination().view()));
    }
    row.add(String.valueOf(means.combination().shots()));
    row.add(String.valueOf(means.count()));
    row.add(share(means, Figure.AUROC));
    row.add(share(means, Figure.AVERAGE_PRECISION));
    row.add(share(means, Figure.F1));
    row.add(
        isOfDraws
            ? count(means, Figure.FALSE_ALARMS, Figure.GOOD)
            : percent(means, Figure.FALSE_ALARM_SHARE));
    row.add(
        isOfDraws ? count(means, Figure.MISSED, Figure.BAD) : percent(means, Figure.MISSED_SHARE));
    row.add(
        String.format(
            Locale.ROOT,
            "%.0f, %.0f, %.0f %%",
            100 * means.mean(Figure.MISSED_SHARE_AT_2_PERCENT),
            100 * means.mean(Figure.MISSED_SHARE_AT_5_PERCENT),
            100 * means.mean(Figure.MISSED_SHARE_AT_10_PERCENT)));
    if (pixels) {
      row.add(means.find(Figure.PIXEL_AUROC).isPresent() ? share(means, Figure.PIXEL_AUROC) : "");
    }
    row.add(String.format(Locale.ROOT, "%.1f", means.mean(Figure.MS_PER_IMAGE)));
    return row;
  }

  private static String share(Means means, Figure figure) {
    Spread spread = means.find(figure).orElseThrow();
    return spread.count() == 1
        ? String.format(Locale.ROOT, "%.3f", spread.mean())
        : String.format(Locale.ROOT, "%.3f ± %.3f", spread.mean(), spread.deviation());
  }

  private static String percent(Means means, Figure figure) {
    Spread spread = means.find(figure).orElseThrow();
    return String.format(
        Locale.ROOT, "%.0f ± %.0f %%", 100 * spread.mean(), 100 * spread.deviation());
  }

  private static String count(Means means, Figure figure, Figure all) {
    Spread spread = means.find(figure).orElseThrow();
    return means.count() == 1
        ? String.format(Locale.ROOT, "%.0f of %.0f", spread.mean(), means.mean(all))
        : String.format(
            Locale.ROOT, "%.1f ± %.1f of %.0f", spread.mean(), spread.deviation(), means.mean(all));
  }
}
