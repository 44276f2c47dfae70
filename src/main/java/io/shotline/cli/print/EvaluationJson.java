package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.ThresholdSource;
import io.shotline.evaluate.Combination;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.Figure;
import io.shotline.evaluate.Figures;
import io.shotline.evaluate.Means;
import io.shotline.evaluate.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints an evaluation for programs: one object per draw, then those of means. */
public final class EvaluationJson {
  private final JsonLines lines;

  public EvaluationJson(PrintWriter out) {
    this.lines = new JsonLines(out);
  }

  /** Prints all objects, one per line. */
  public void print(Evaluation evaluation) {
    evaluation.trials().forEach(trial -> lines.print(of(trial)));
    evaluation.means().forEach(means -> lines.print(of(means, "draws")));
    if (evaluation.categories().size() > 1) {
      evaluation.meansOfCategories().forEach(means -> lines.print(of(means, "categories")));
    }
  }

  private static Map<String, Object> of(Trial trial) {
    Figures figures = trial.figures();
    Map<String, Object> line = of(trial.combination());
    line.put("seed", trial.seed());
    line.put("good", figures.good());
    line.put("bad", figures.bad());
    line.put("auroc", figures.auroc());
    line.put("average_precision", figures.averagePrecision());
    line.put("f1", figures.f1());
    line.put("f1_threshold", figures.f1Threshold());
    line.put("threshold", trial.threshold().value());
    ThresholdSource source = requireNonNull(trial.threshold().source());
    line.put("threshold_source", source.name().toLowerCase(Locale.ROOT));
    line.put("too_few_shots", trial.threshold().isUnsure());
    line.put("false_alarms", figures.falseAlarms());
    line.put("missed", figures.missed());
    figures
        .missedAt()
        .forEach(at -> line.put("missed_at_" + at.falseAlarmPercent() + "_percent", at.missed()));
    if (figures.pixelAuroc() != null) {
      line.put("pixel_auroc", figures.pixelAuroc());
    }
    line.put("ms_per_image", trial.millisPerImage());
    line.put("shot_files", trial.shots().stream().map(Path::toString).toList());
    return line;
  }

  private static Map<String, Object> of(Means means, String of) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("means_of", of);
    line.putAll(of(means.combination()));
    line.put(of, means.count());
    for (Figure figure : Figure.values()) {
      means.find(figure).ifPresent(spread -> line.put(figure.word(), spread));
    }
    if (of.equals("categories")) {
      line.remove("category");
    }
    return line;
  }

  private static Map<String, Object> of(Combination combination) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("category", combination.category());
    line.put("model", combination.model().label().toString());
    line.put("view", ViewWords.of(combination.view()));
    line.put("shots", combination.shots());
    return line;
  }
}
