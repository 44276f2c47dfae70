package io.shotline.evaluate.report;

import io.shotline.evaluate.JudgedImage;
import io.shotline.evaluate.Trial;
import io.shotline.page.Svg;
import io.shotline.page.Svg.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Draws which defects are found at each share of false alarms: the ROC curve, one per trial. */
final class RocChart {
  /** More lines than colours that differ. */
  static final int MOST_LINES = 6;

  private static final int SIDE = 300;
  private static final int LEFT = 46;
  private static final int TOP = 12;

  private RocChart() {}

  /**
   * Adds the chart.
   *
   * @param trials no more than the most
   */
  static void addTo(Element parent, List<Trial> trials, Names names) {
    Element figure = parent.appendElement("figure").addClass("chart");
    Svg chart =
        new Svg(
            figure,
            LEFT + SIDE + 20,
            TOP + SIDE + 46,
            "ROC curve: the share of bad images found, by the share of good images flagged");
    addAxes(chart);
    // The best one last, so that no other hides it.
    for (int i = trials.size() - 1; i >= 0; i--) {
      chart.path(curve(trials.get(i)), "series series-" + i);
      addOperatingPoint(chart, trials.get(i), i);
    }
    Element legend = figure.appendElement("figcaption");
    legend.appendElement("strong").text("Found defects by false alarms (ROC)");
    for (int i = 0; i < trials.size(); i++) {
      Element line = legend.appendElement("span");
      line.appendElement("i").addClass("key series-" + i);
      line.appendText(
          String.format(
              Locale.ROOT,
              " %s: AUROC %.3f",
              names.of(trials.get(i).combination()),
              trials.get(i).figures().auroc()));
    }
    legend.appendElement("span").text("Squares mark the automatic threshold.");
  }

  private static void addAxes(Svg chart) {
    for (int percent = 0; percent <= 100; percent += 20) {
      double x = LEFT + SIDE * percent / 100.0;
      double y = TOP + SIDE - SIDE * percent / 100.0;
      chart.line(x, TOP, x, TOP + SIDE, "grid");
      chart.line(LEFT, y, LEFT + SIDE, y, "grid");
      chart.text(x, TOP + SIDE + 18, "middle", String.valueOf(percent));
      chart.text(LEFT - 8, y + 4, "end", String.valueOf(percent));
    }
    chart.line(LEFT, TOP + SIDE, LEFT + SIDE, TOP, "chance");
    chart.text(LEFT + SIDE / 2.0, TOP + SIDE + 38, "middle", "good images flagged, %");
    chart.text(LEFT + 8, TOP + 14, "start", "bad images found, %");
  }

  /** Images of one score are one step. */
  static List<Point> curve(Trial trial) {
    List<JudgedImage> sorted =
        trial.images().stream()
            .sorted(Comparator.comparingDouble(JudgedImage::score).reversed())
            .toList();
    List<Point> points = new ArrayList<>();
    points.add(point(trial, 0, 0));
    int good = 0;
    int bad = 0;
    for (int i = 0; i < sorted.size(); i++) {
      bad += sorted.get(i).image().isBad() ? 1 : 0;
      good += sorted.get(i).image().isBad() ? 0 : 1;
      boolean isStep = i + 1 == sorted.size() || sorted.get(i + 1).score() < sorted.get(i).score();
      if (isStep) {
        points.add(point(trial, good, bad));
      }
    }
    return points;
  }

  private static void addOperatingPoint(Svg chart, Trial trial, int series) {
    Point at =
        point(
            trial, trial.figures().falseAlarms(), trial.figures().bad() - trial.figures().missed());
    chart.bar(at.x() - 4, at.y() - 4, 8, 8, "mark series-" + series);
  }

  private static Point point(Trial trial, int good, int bad) {
    return new Point(
        LEFT + (double) SIDE * good / trial.figures().good(),
        TOP + SIDE - (double) SIDE * bad / trial.figures().bad());
  }
}
