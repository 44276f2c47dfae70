package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.evaluate.Combination;
import io.shotline.evaluate.Figure;
import io.shotline.evaluate.Means;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Writes figures as a table, a row for each model, view and number of shots. */
final class MeansTable {
  private static final List<Figure> MISSED_AT =
      List.of(
          Figure.MISSED_SHARE_AT_2_PERCENT,
          Figure.MISSED_SHARE_AT_5_PERCENT,
          Figure.MISSED_SHARE_AT_10_PERCENT);

  /** By AUROC; of equals, by the mistakes at the threshold. */
  private static final Comparator<Means> LEAST_TO_BEST =
      Comparator.comparingDouble((Means row) -> row.mean(Figure.AUROC))
          .thenComparingDouble(
              row -> -row.mean(Figure.FALSE_ALARM_SHARE) - row.mean(Figure.MISSED_SHARE));

  private final Names names;

  MeansTable(Names names) {
    this.names = requireNonNull(names, "names");
  }

  /**
   * Adds the table of one category, or of the means over all.
   *
   * @param rows at least one
   * @param counted what a mean is made of: draws or categories
   */
  void addTo(Element parent, String caption, List<Means> rows, String counted) {
    boolean hasPixels = rows.stream().anyMatch(row -> row.find(Figure.PIXEL_AUROC).isPresent());
    boolean hasViews = rows.stream().map(row -> row.combination().view()).distinct().count() > 1;
    Element scroll = parent.appendElement("div").addClass("scroll");
    Element table = scroll.appendElement("table");
    table.appendElement("caption").text(caption);
    List<String> heads = new ArrayList<>(List.of("Model"));
    if (hasViews) {
      heads.add("View");
    }
    heads.addAll(List.of("Shots", counted, "AUROC", "Average precision", "Best F1", "Threshold"));
    heads.addAll(List.of("Good flagged", "Bad missed"));
    heads.addAll(List.of("Missed at 2 %", "at 5 %", "at 10 %"));
    if (hasPixels) {
      heads.add("Pixel AUROC");
    }
    heads.add("ms per image");
    Element head = table.appendElement("thead").appendElement("tr");
    heads.forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
    Means best = rows.stream().max(LEAST_TO_BEST).orElseThrow();
    Element body = table.appendElement("tbody");
    for (Means row : rows) {
      Element line = body.appendElement("tr");
      if (row.equals(best) && rows.size() > 1) {
        line.addClass("best");
      }
      addCells(line, row, hasViews, hasPixels);
    }
  }

  private void addCells(Element line, Means row, boolean hasViews, boolean hasPixels) {
    Combination tried = row.combination();
    line.appendElement("th").attr("scope", "row").text(tried.model().label().toString());
    if (hasViews) {
      line.appendElement("td").addClass("words").text(names.views().apply(tried.view()));
    }
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(tried.shots()));
    cells.add(String.valueOf(row.count()));
    cells.add(spread(row, Figure.AUROC));
    cells.add(spread(row, Figure.AVERAGE_PRECISION));
    cells.add(spread(row, Figure.F1));
    cells.add(String.format(Locale.ROOT, "%.4f", row.mean(Figure.THRESHOLD)));
    cells.add(count(row, Figure.FALSE_ALARMS, Figure.GOOD));
    cells.add(count(row, Figure.MISSED, Figure.BAD));
    MISSED_AT.forEach(figure -> cells.add(percent(row.mean(figure))));
    if (hasPixels) {
      cells.add(spread(row, Figure.PIXEL_AUROC));
    }
    cells.add(String.format(Locale.ROOT, "%.0f", row.mean(Figure.MS_PER_IMAGE)));
    cells.forEach(cell -> line.appendElement("td").text(cell));
  }

  private static String spread(Means row, Figure figure) {
    return row.find(figure)
        .map(
            found ->
                found.deviation() == 0
                    ? String.format(Locale.ROOT, "%.3f", found.mean())
                    : String.format(
                        Locale.ROOT, "%.3f \u00b1 %.3f", found.mean(), found.deviation()))
        .orElse("");
  }

  /** Returns a count of all, and the share. */
  private static String count(Means row, Figure some, Figure all) {
    double of = row.mean(all);
    double found = row.mean(some);
    return String.format(
        Locale.ROOT, "%s of %s (%s)", plain(found), plain(of), percent(found / of));
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, Math.rint(value) == value ? "%.0f" : "%.1f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
