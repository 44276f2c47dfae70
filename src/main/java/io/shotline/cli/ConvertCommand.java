package io.shotline.cli;

import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Between;
import io.shotline.convert.InctrlModel;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model convert}. */
@Command(
    name = "convert",
    description = {
      "Turns a published InCTRL checkpoint into a model that every command takes with --model.",
      "",
      "The checkpoint is read as data and never run. An OpenCLIP checkpoint (torch or safetensors)",
      "needs a second file with the adapter and the heads."
    },
    footer = {
      "",
      "Example:",
      "  shotline model convert --checkpoint 8/checkpoints/checkpoint.pyth \\",
      "    --vocab bpe_simple_vocab_16e6.txt.gz --output model/inctrl-vit-b-16-plus-240"
    })
final class ConvertCommand implements RunsModel {
  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description = "Weights: InCTRL's, or an OpenCLIP encoder's (.pyth, .pt, .safetensors).")
  private Path checkpoint;

  @Option(
      names = "--heads",
      paramLabel = "FILE",
      description =
          "Adapter and heads, where --checkpoint has an encoder only; they replace those that it has.")
  private @Nullable Path heads;

  @Option(
      names = "--vocab",
      required = true,
      paramLabel = "FILE",
      description = "CLIP's merges, " + ModelFolder.VOCABULARY + ".")
  private Path vocabulary;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the model; version 1 is written below it.")
  private Path output;

  @Option(
      names = "--dimensions",
      paramLabel = "FILE",
      description =
          "Dimensions as OpenCLIP's model configs give them. Default: those of the tensors, with"
              + " heads of 64 values.")
  private @Nullable Path dimensions;

  @Between(least = "1", most = "1000")
  @Option(
      names = "--layers",
      paramLabel = "N,N,...",
      split = ",",
      defaultValue = "7,9,11",
      description =
          "Layers whose patches are compared, from 1 to the last but one. Default: ${DEFAULT-VALUE}.")
  private List<Integer> layers;

  @Between(least = "0", most = "1")
  @Option(
      names = "--default-threshold",
      paramLabel = "SCORE",
      defaultValue = "0.5",
      description =
          "Scores at or above it are anomalous, for products without a threshold of their own."
              + " Default: ${DEFAULT-VALUE}.")
  private double defaultThreshold;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "unknown",
      description = "Of the weights, for the model's card. Default: ${DEFAULT-VALUE}.")
  private String licence;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Path version;
    try {
      version = model().write(output, vocabulary);
    } catch (NoSuchFileException e) {
      throw new ParameterException(spec.commandLine(), "no such file: " + e.getMessage(), e);
    } catch (CheckpointException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "wrote %s, %d MB, in %.1f s%n",
            version,
            bytes(version) >> 20,
            (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private InctrlModel model() throws IOException {
    List<Checkpoint> files = new ArrayList<>();
    files.add(Checkpoint.open(checkpoint));
    if (heads != null) {
      files.add(Checkpoint.open(heads));
    }
    Path name = output.toAbsolutePath().normalize().getFileName();
    return InctrlModel.of(
        files,
        dimensions,
        layers,
        new ModelFacts(
            String.valueOf(name),
            defaultThreshold,
            licence,
            "converted from " + checkpoint.getFileName()));
  }
}
