package io.shotline.evaluate.report;

import io.shotline.evaluate.JudgedImage;
import io.shotline.evaluate.Trial;
import io.shotline.page.Svg;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Draws the scores of good images upwards and of bad ones downwards, and the threshold. */
final class ScoreHistogram {
  private static final int BINS = 30;
  private static final int WIDTH = 330;
  private static final int HALF = 130;
  private static final int LEFT = 16;
  private static final int TOP = 26;

  private ScoreHistogram() {}

  /** Adds the chart. */
  static void addTo(Element parent, Trial trial, Names names) {
    double threshold = trial.threshold().value();
    double least = trial.images().stream().mapToDouble(JudgedImage::score).min().orElseThrow();
    double most = trial.images().stream().mapToDouble(JudgedImage::score).max().orElseThrow();
    double from = Math.min(least, threshold);
    double width = Math.max(Math.max(most, threshold) - from, 1e-9) * 1.0001;
    int[] good = counts(trial, false, from, width);
    int[] bad = counts(trial, true, from, width);
    int highest = 1;
    for (int bin = 0; bin < BINS; bin++) {
      highest = Math.max(highest, Math.max(good[bin], bad[bin]));
    }
    Element figure = parent.appendElement("figure").addClass("chart");
    Svg chart =
        new Svg(
            figure,
            LEFT + WIDTH + 20,
            TOP + 2 * HALF + 28,
            "Histogram of the scores of good and bad images, with the threshold");
    addBars(chart, good, bad, highest);
    double at = LEFT + WIDTH * (threshold - from) / width;
    chart.line(at, TOP - 6, at, TOP + 2 * HALF, "threshold");
    boolean isRight = at > LEFT + WIDTH / 2.0;
    chart.text(
        at,
        TOP - 12,
        isRight ? "end" : "start",
        String.format(Locale.ROOT, "threshold %.4f", threshold));
    addEnds(chart, from, from + width);
    addCaption(figure, trial, names, highest);
  }

  private static void addBars(Svg chart, int[] good, int[] bad, int highest) {
    double middle = TOP + HALF;
    double bar = (double) WIDTH / BINS;
    for (int bin = 0; bin < BINS; bin++) {
      double up = (double) HALF * good[bin] / highest;
      double down = (double) HALF * bad[bin] / highest;
      addBar(chart, LEFT + bin * bar + 1, middle - up, bar - 2, up, "good-bar");
      addBar(chart, LEFT + bin * bar + 1, middle, bar - 2, down, "bad-bar");
    }
    chart.line(LEFT, middle, LEFT + WIDTH, middle, "axis");
  }

  private static void addBar(
      Svg chart, double x, double y, double width, double height, String style) {
    if (height > 0) {
      chart.bar(x, y, width, height, style);
    }
  }

  private static void addEnds(Svg chart, double from, double to) {
    double y = TOP + 2 * HALF + 20;
    chart.text(LEFT, y, "start", String.format(Locale.ROOT, "%.4f", from));
    chart.text(LEFT + WIDTH / 2.0, y, "middle", "score");
    chart.text(LEFT + WIDTH, y, "end", String.format(Locale.ROOT, "%.4f", to));
  }

  private static void addCaption(Element figure, Trial trial, Names names, int highest) {
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("strong").text("Scores: " + names.of(trial.combination()));
    Element words = caption.appendElement("span");
    words.appendElement("i").addClass("key good-key");
    words.appendText(" " + trial.figures().good() + " good images upwards, ");
    words.appendElement("i").addClass("key bad-key");
    words.appendText(
        " " + trial.figures().bad() + " bad ones downwards; the longest bar has " + highest + ".");
    caption
        .appendElement("span")
        .text(
            String.format(
                Locale.ROOT,
                "%d of %d good images are flagged, %d of %d bad ones are missed.",
                trial.figures().falseAlarms(),
                trial.figures().good(),
                trial.figures().missed(),
                trial.figures().bad()));
  }

  private static int[] counts(Trial trial, boolean isBad, double from, double width) {
    int[] counts = new int[BINS];
    for (JudgedImage image : trial.images()) {
      if (image.image().isBad() == isBad) {
        counts[Math.min(BINS - 1, (int) (BINS * (image.score() - from) / width))]++;
      }
    }
    return counts;
  }
}
