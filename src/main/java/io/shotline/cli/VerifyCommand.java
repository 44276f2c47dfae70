package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Checked;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVerification;
import io.shotline.tensorflow.repository.ModelVerification.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model verify}. */
@Command(
    name = "verify",
    description = {
      "Compares a model's outputs with those that a fixture expects, and prints the largest",
      "difference of each. The exit code is 1 if one is above its tolerance.",
      "",
      "A fixture is a folder with scores.json, a list of cases (product, query, shots and any of the",
      "outputs), and the images in images/.",
      "",
      "With --images and --shots, it holds the scores in --precision against those in float32 on the",
      "same device: the greatest difference, and each verdict that is another one. The exit code is",
      "1 if a score differs by 1 %% or more, or a verdict whose score is further than 1 %% from the",
      "threshold."
    },
    footer = {
      "",
      "Example, on your images, before a line runs in half precision:",
      "  shotline model verify --precision float16 --shots good --images today"
    })
final class VerifyCommand implements RunsModel, Checked {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--fixture",
      paramLabel = "DIR",
      description = "Folder with scores.json and images/.")
  private @Nullable Path fixture;

  @Option(
      names = "--shots",
      paramLabel = "DIR",
      description = "Normal images, one file, or a few-shot file of the paper (.pt).")
  private @Nullable Path shots;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The images to score in both precisions, with subfolders, or one file.")
  private @Nullable Path images;

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  private Format format;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return fixture == null
        ? new VerifyPrecision(spec, modelOptions, format)
            .run(requireNonNull(shots, "checked"), requireNonNull(images, "checked"))
        : verify(fixture);
  }

  @Override
  public List<String> faults() {
    boolean compares = shots != null && images != null;
    boolean other = shots != null || images != null;
    return (fixture == null ? compares : !other)
        ? List.of()
        : List.of("give --fixture DIR, or --shots DIR and --images DIR");
  }

  private int verify(Path folder) throws IOException {
    List<Difference> differences;
    try (SavedModelScorer model = modelOptions.load()) {
      differences = new ModelVerification(model, folder).run();
    } catch (IOException e) {
      throw new CommandFailedException("--fixture: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.TEXT) {
      out.printf("%-22s %5s  %-10s %-10s%n", "output", "cases", "difference", "tolerance");
    }
    for (Difference difference : differences) {
      print(out, difference);
    }
    out.flush();
    return differences.stream().allMatch(Difference::isWithin)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private void print(PrintWriter out, Difference difference) throws IOException {
    if (format == Format.JSON) {
      out.println(new ObjectMapper().writeValueAsString(difference));
    } else {
      out.printf(
          Locale.ROOT,
          "%-22s %5d  %-10.1e %-10.0e %s%n",
          difference.output(),
          difference.cases(),
          difference.largest(),
          difference.tolerance(),
          difference.isWithin() ? "same" : "DIFFERENT");
    }
  }
}
