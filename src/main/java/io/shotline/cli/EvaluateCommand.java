package io.shotline.cli;

import io.shotline.cli.option.ModelsOptions;
import io.shotline.cli.option.ReportOptions;
import io.shotline.cli.option.ThresholdOptions;
import io.shotline.cli.option.ViewsOptions;
import io.shotline.cli.print.EvaluationJson;
import io.shotline.cli.print.EvaluationText;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.Progress;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StandardError;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.Draws;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.EvaluationPlan;
import io.shotline.evaluate.FaultList;
import io.shotline.evaluate.ModelEvaluation;
import io.shotline.evaluate.Trial;
import io.shotline.page.PageFile;
import io.shotline.service.ModelSettings;
import io.shotline.service.StartCheck;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells how many good parts are flagged and how many bad ones are missed, without Kafka. */
@Command(
    name = "evaluate",
    description = {
      "Says how well good and bad parts are told apart: with how many shots, which model and which",
      "view. Needs pictures of both, of which a person said what they show.",
      "",
      "Shots are drawn from the good images several times, since a draw may be lucky. An image",
      "that is a shot of a draw is not judged in it. Prints a table, then advice in words.",
      "",
      "What cannot be evaluated is reported on standard error; the rest is evaluated all the same,",
      "and the exit code is 1."
    },
    footer = {
      "",
      "Examples:",
      "  shotline evaluate --good good --bad bad",
      "  shotline evaluate --data mvtec/bottle --shots 4,8 --format json"
    })
final class EvaluateCommand implements RunsModel, Checked {
  @Spec private CommandSpec spec;

  @Mixin private ModelsOptions modelsOptions;

  @Mixin private ViewsOptions viewsOptions;

  @Mixin private ThresholdOptions thresholdOptions;

  @Mixin private ReportOptions reportOptions;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Images in the layout of MVTec AD: train/good, test/good, test/DEFECT and, if there are"
              + " masks, ground_truth/DEFECT; or a tree of such folders.")
  private @Nullable Path data;

  @Option(
      names = "--good",
      paramLabel = "DIR",
      description = "Images of good parts, with subfolders; with --bad, in place of --data.")
  private @Nullable Path good;

  @Option(
      names = "--bad",
      paramLabel = "DIR",
      description = "Images of bad parts, with subfolders.")
  private @Nullable Path bad;

  @Option(
      names = "--shot-files",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The good images that are the shots, in their order, of which the first count; then"
              + " nothing is drawn.")
  private List<Path> shotFiles = new ArrayList<>();

  @Between(least = "1", most = "1024")
  @Option(
      names = "--shots",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4,8",
      description = "How many shots to try, with commas between. Default: ${DEFAULT-VALUE}.")
  private List<Integer> shots;

  @Between(least = "1", most = "100")
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How often shots are drawn for each number of them. The draws are the same every time."
              + " Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--pixels",
      description =
          "Measure pixel AUROC of every draw where there are masks, which takes long. Default: of"
              + " the first draw with 4 shots, or the number nearest to it.")
  private boolean pixels;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description =
          "json prints an object per category, model, number of shots and draw, then objects of"
              + " means. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws Exception {
    EvaluateInputs inputs = new EvaluateInputs(data, good, bad, shotFiles);
    StartCheck check = new StartCheck();
    inputs.require(check);
    modelsOptions.settings().forEach(check::model);
    check.requireNone();
    Optional<PageFile> report = reportOptions.file();
    FaultList faults = new FaultList(fault -> err().println(spec.qualifiedName() + ": " + fault));
    List<Category> categories = read(inputs, faults);
    Evaluation evaluation = Evaluation.of(categories, trials(categories, faults), faults.all());
    if (format == Format.JSON) {
      new EvaluationJson(out()).print(evaluation);
    } else {
      new EvaluationText(out()).print(evaluation);
    }
    if (report.isPresent()) {
      new EvaluationPage(modelsOptions.settings(), plan()).write(report.get(), evaluation);
    }
    return evaluation.isComplete() ? 0 : CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(viewsOptions.faults());
    faults.addAll(thresholdOptions.faults());
    faults.addAll(new EvaluateInputs(data, good, bad, shotFiles).faults());
    return faults;
  }

  private List<Category> read(EvaluateInputs inputs, FaultList faults) throws IOException {
    try {
      return inputs.read(faults);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<Trial> trials(List<Category> categories, FaultList faults)
      throws InterruptedException {
    EvaluationPlan plan = plan();
    List<ModelSettings> models = modelsOptions.settings();
    long images = categories.stream().mapToLong(each -> each.images().size()).sum();
    Progress progress =
        new Progress(
            err(), images * models.size() * plan.views().size(), StandardError.isTerminal());
    List<Trial> trials = new ArrayList<>();
    for (ModelSettings settings : models) {
      try (SavedModelScorer model = settings.load()) {
        EvaluatedModel name = new EvaluatedModel(settings.folder(), model.card().id());
        ModelEvaluation evaluation =
            new ModelEvaluation(name, model, modelsOptions.runsOf(model), plan, faults);
        for (Category category : categories) {
          trials.addAll(evaluation.run(category, progress::more));
        }
      }
    }
    progress.end();
    return trials;
  }

  private EvaluationPlan plan() {
    return new EvaluationPlan(
        shots,
        shotFiles.isEmpty() ? Draws.bySeeds(seeds) : Draws.given(List.of(shotFiles)),
        viewsOptions.views(),
        thresholdOptions.over(ThresholdRule.AUTOMATIC),
        modelsOptions.limits(),
        modelsOptions.maxBatch(),
        pixels);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
