package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.print.ViewWords;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.evaluate.Advice;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.EvaluationPlan;
import io.shotline.evaluate.Trial;
import io.shotline.evaluate.report.EvaluationReport;
import io.shotline.evaluate.report.ReportFacts;
import io.shotline.page.Page;
import io.shotline.page.PageFile;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the report of {@code evaluate}.
 *
 * @param models that were tried
 * @param plan that was followed
 */
record EvaluationPage(List<ModelSettings> models, EvaluationPlan plan) {
  private static final long BANK_CACHE_BYTES = 512L << 20;

  EvaluationPage {
    models = List.copyOf(models);
    requireNonNull(plan, "plan");
  }

  /**
   * Scores the images that it shows once more and writes the page.
   *
   * @throws CommandFailedException if the file cannot be written; says why and what helps
   */
  void write(PageFile file, Evaluation evaluation) throws InterruptedException {
    ReportFacts facts =
        new ReportFacts(title(evaluation), Advice.of(evaluation), settings(evaluation));
    Page page = new EvaluationReport(this::scorer, ViewWords::of).page(evaluation, facts);
    try {
      file.write(page);
    } catch (IOException e) {
      throw new CommandFailedException("--report: " + e.getMessage(), e);
    }
  }

  private Scorer scorer(EvaluatedModel model) {
    ModelSettings settings =
        models.stream()
            .filter(each -> each.folder().equals(model.folder()))
            .findFirst()
            .orElseThrow();
    return new ScoringSettings(1, Duration.ZERO, 1, BANK_CACHE_BYTES, plan.limits())
        .scorer(settings.load(), ScoringMonitor.NONE);
  }

  private static String title(Evaluation evaluation) {
    List<Category> categories = evaluation.categories();
    return categories.size() == 1
        ? "Evaluation of " + categories.get(0).name()
        : "Evaluation of " + categories.size() + " categories";
  }

  private Map<String, String> settings(Evaluation evaluation) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "Models",
        evaluation.trials().stream()
            .map(trial -> trial.combination().model().label().toString())
            .distinct()
            .collect(Collectors.joining(", ")));
    settings.put(
        "Views", plan.views().stream().map(ViewWords::of).collect(Collectors.joining(", ")));
    settings.put(
        "Shots", plan.shots().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    settings.put("Draws of shots", draws(evaluation));
    settings.put("Threshold", words(plan.rule()));
    settings.put("Made", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    settings.put("By", Version.line());
    return settings;
  }

  private static String draws(Evaluation evaluation) {
    long seeds = evaluation.trials().stream().mapToInt(Trial::seed).distinct().count();
    boolean areNamed = evaluation.trials().stream().allMatch(trial -> trial.seed() == 0);
    return areNamed ? "named files" : seeds + ", by seeds";
  }

  private static String words(ThresholdRule rule) {
    if (rule.set() != null) {
      return String.format(Locale.ROOT, "%.4f, as set", rule.set());
    }
    Sensitivity sensitivity = rule.sensitivity() == null ? Sensitivity.NORMAL : rule.sensitivity();
    return "automatic, sensitivity " + sensitivity.name().toLowerCase(Locale.ROOT);
  }
}
