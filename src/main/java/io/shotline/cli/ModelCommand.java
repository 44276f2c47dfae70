package io.shotline.cli;

import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.RunsModel;
import io.shotline.convert.MiniModel;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.repository.ModelDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches, makes, describes and verifies models. */
@Command(
    name = "model",
    description = "Fetches, makes, describes and verifies models.",
    subcommands = {
      GetCommand.class,
      ModelCommand.Build.class,
      ConvertCommand.class,
      ModelCommand.Info.class,
      VerifyCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand {
  /** {@code model build}. */
  @Command(
      name = "build",
      description = {
        "Builds a shipped model from the weights of its encoder.",
        "",
        "The weights tell the version of mini: MobileNetV2 makes version 1, EfficientNet-Lite0",
        "version 2 and, with --name fine, version 1 of fine, which looks twice. The same weights give",
        "the same bytes; model/mini/README.md says where they come from."
      })
  static final class Build implements RunsModel {
    /** The models that are made of their encoder's weights alone. */
    private enum Name {
      MINI,
      FINE;

      private MiniModel of(SafetensorsFile weights) {
        return this == FINE ? MiniModel.fine(weights) : MiniModel.of(weights);
      }
    }

    @Spec private CommandSpec spec;

    @Option(
        names = "--name",
        defaultValue = "mini",
        paramLabel = "mini|fine",
        description = "The model to build. Default: mini.")
    private Name name;

    @Option(
        names = "--weights",
        required = true,
        paramLabel = "FILE",
        description = "efficientnet_lite0.safetensors or mobilenet_v2_openimages.safetensors.")
    private Path weights;

    @Option(
        names = "--output",
        required = true,
        paramLabel = "DIR",
        description = "Folder of the model; the version is written below it.")
    private Path output;

    @Override
    public Integer call() throws IOException {
      Path version;
      try {
        version = name.of(SafetensorsFile.open(weights)).write(output);
      } catch (NoSuchFileException e) {
        throw new ParameterException(
            spec.commandLine(), "--weights " + weights + ": no such file", e);
      } catch (CheckpointException e) {
        throw new CommandFailedException("--weights " + e.getMessage(), e);
      }
      Path graph = version.resolve("saved_model.pb");
      spec.commandLine().getOut().println("wrote " + graph + ", " + Files.size(graph) + " bytes");
      return 0;
    }
  }

  /** {@code model info}. */
  @Command(name = "info", description = "Prints a model's card, its signatures and their shapes.")
  static final class Info implements RunsModel {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions modelOptions;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      ModelFolder folder = modelOptions.folder();
      Path card = folder.version().toAbsolutePath().resolveSibling("README.md");
      if (Files.isRegularFile(card)) {
        out.println(Files.readString(card).strip());
        out.println();
      }
      try {
        ModelDescription.of(folder).lines().forEach(out::println);
      } catch (IOException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
      return 0;
    }
  }
}
