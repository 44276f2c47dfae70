package io.shotline.cli;

import io.shotline.cli.option.DinoOptions;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Between;
import io.shotline.convert.CheckpointKind;
import io.shotline.convert.DinoModel;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model convert}. */
@Command(
    name = "convert",
    description = {
      "Turns a published checkpoint of InCTRL or DINOv2 into a model that every command takes with",
      "--model.",
      "",
      "The checkpoint is read as data and never run; its tensors tell which it is. An OpenCLIP",
      "checkpoint (torch or safetensors) needs a second file with InCTRL's adapter and heads.",
      "DINOv2 (S, B or L, with and without registers) is needed alone, as published or from Hugging",
      "Face."
    },
    footer = {
      "",
      "Examples:",
      "  shotline model convert --checkpoint dinov2_vits14_pretrain.pth --output model/dinov2-vits14",
      "  shotline model convert --checkpoint 8/checkpoints/checkpoint.pyth \\",
      "    --vocab bpe_simple_vocab_16e6.txt.gz --output model/inctrl-vit-b-16-plus-240"
    })
final class ConvertCommand implements RunsModel {
  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description =
          "Weights: InCTRL's, DINOv2's, or an OpenCLIP encoder's (.pyth, .pth, .pt, .safetensors).")
  private Path checkpoint;

  @Option(
      names = "--heads",
      paramLabel = "FILE",
      description =
          "InCTRL: adapter and heads, where --checkpoint has an encoder only; they replace those that"
              + " it has.")
  private @Nullable Path heads;

  @Option(
      names = "--vocab",
      paramLabel = "FILE",
      description = "InCTRL, which needs it: CLIP's merges, " + ModelFolder.VOCABULARY + ".")
  private @Nullable Path vocabulary;

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
          "Dimensions as OpenCLIP's model configs give them, or Hugging Face's config.json of a"
              + " DINOv2. Default: those of the tensors, with heads of 64 values.")
  private @Nullable Path dimensions;

  @Between(least = "1", most = "1000")
  @Option(
      names = "--layers",
      paramLabel = "N,N,...",
      split = ",",
      description =
          "Layers whose patches are compared, counted from 1: of InCTRL to the last but one, of DINOv2"
              + " to the last. Default: 7,9,11 of InCTRL, the last of DINOv2.")
  private @Nullable List<Integer> layers;

  @Between(least = "0", most = "1")
  @Option(
      names = "--default-threshold",
      paramLabel = "SCORE",
      description =
          "Scores at or above it are anomalous, for products without a threshold of their own."
              + " Default: "
              + InctrlModel.DEFAULT_THRESHOLD
              + " of InCTRL, "
              + DinoModel.DEFAULT_THRESHOLD
              + " of DINOv2.")
  private @Nullable Double defaultThreshold;

  @Mixin private DinoOptions dino;

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
      Checkpoint weights = Checkpoint.open(checkpoint);
      version =
          switch (CheckpointKind.of(weights)) {
            case DINOV2 -> dino(weights).write(output);
            case INCTRL -> inctrl(weights).write(output, vocabulary());
          };
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

  private DinoModel dino(Checkpoint weights) throws IOException {
    List<String> others = new ArrayList<>();
    if (heads != null) {
      others.add("--heads");
    }
    if (vocabulary != null) {
      others.add("--vocab");
    }
    refuse(others, CheckpointKind.INCTRL, CheckpointKind.DINOV2);
    return DinoModel.of(
        weights,
        dimensions,
        dino.options(layers == null ? List.of() : layers),
        facts(DinoModel.DEFAULT_THRESHOLD));
  }

  private InctrlModel inctrl(Checkpoint weights) throws IOException {
    refuse(dino.given(), CheckpointKind.DINOV2, CheckpointKind.INCTRL);
    List<Checkpoint> files = new ArrayList<>();
    files.add(weights);
    if (heads != null) {
      files.add(Checkpoint.open(heads));
    }
    vocabulary();
    return InctrlModel.of(
        files,
        dimensions,
        layers == null ? InctrlModel.PUBLISHED_LAYERS : layers,
        facts(InctrlModel.DEFAULT_THRESHOLD));
  }

  /** Refuses options of another kind of checkpoint. */
  private void refuse(List<String> options, CheckpointKind theirs, CheckpointKind found) {
    if (!options.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: only for a checkpoint of %s; --checkpoint %s is one of %s"
              .formatted(String.join(", ", options), theirs.word(), checkpoint, found.word()));
    }
  }

  private Path vocabulary() {
    if (vocabulary == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--vocab FILE is missing: a checkpoint of InCTRL needs CLIP's merges, "
              + ModelFolder.VOCABULARY);
    }
    return vocabulary;
  }

  private ModelFacts facts(double usualThreshold) {
    Path name = output.toAbsolutePath().normalize().getFileName();
    return new ModelFacts(
        String.valueOf(name),
        defaultThreshold == null ? usualThreshold : defaultThreshold,
        licence,
        "converted from " + checkpoint.getFileName());
  }
}
