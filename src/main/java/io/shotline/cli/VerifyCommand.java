package io.shotline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.RunsModel;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVerification;
import io.shotline.tensorflow.repository.ModelVerification.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
      "outputs), and the images in images/."
    })
final class VerifyCommand implements RunsModel {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--fixture",
      required = true,
      paramLabel = "DIR",
      description = "Folder with scores.json and images/.")
  private Path fixture;

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  private Format format;

  @Override
  public Integer call() throws IOException {
    List<Difference> differences;
    try (SavedModelScorer model = modelOptions.load()) {
      differences = new ModelVerification(model, fixture).run();
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
