package io.shotline.cli;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.BatchSettings;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringModel;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.image.ImageLimits;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVersions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model, and how images reach it. */
@Heading("Model")
final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = "${sys:shotline.home:-.}/model/mini",
      description =
          "The model: a folder of versions, of which the highest number counts, or one version."
              + " Default: model/mini.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private Path model;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      description =
          "The one version to use, now and later. Default: the highest; run and demo swap to a"
              + " higher one that appears.")
  private @Nullable String modelVersion;

  @Between(least = "0", most = "1024")
  @Option(
      names = "--model-threads",
      paramLabel = "N",
      description =
          "Threads of one operation of the model; 0 takes all processors. Default: what the model"
              + " makes good use of, see model info.")
  private @Nullable Integer modelThreads;

  @Between(least = "1", most = "1024")
  @Option(
      names = "--model-runs",
      paramLabel = "N",
      description =
          "Runs of the model at the same time. Default: as many as the processors have threads for;"
              + " one on a GPU.")
  private @Nullable Integer modelRuns;

  @Matching(regexp = "(\\d+(,\\d+)*)?", words = "numbers of GPUs such as 0,1, or nothing for all")
  @Option(
      names = "--gpus",
      paramLabel = "N,N,...",
      defaultValue = "",
      description = "Which GPUs the model may use, by number. Default: all there are.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private String gpus;

  @Option(
      names = "--gpu-memory-growth",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "true",
      description =
          "Take GPU memory as it is needed; false takes all at the start. Default:"
              + " ${DEFAULT-VALUE}.")
  private boolean gpuMemoryGrowth;

  @Option(
      names = "--mixed-precision",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "false",
      description =
          "Let GPUs multiply in half precision: faster, scores differ a little. Default:"
              + " ${DEFAULT-VALUE}.")
  private boolean mixedPrecision;

  @Between(least = "1", most = "1024")
  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "4",
      description = "The most images in one run of the model. Default: ${DEFAULT-VALUE}.")
  private int maxBatch;

  @FormerName(value = "--linger-ms", unit = "ms")
  @Between(least = "0ms", most = "10s")
  @Option(
      names = "--linger",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "0ms",
      description =
          "How long the first image of a batch waits for company. 0 takes what waits already, so"
              + " batches grow with the load. Default: ${DEFAULT-VALUE}.")
  private Duration linger;

  @FormerName(value = "--bank-cache-mb", unit = "MB")
  @Between(least = "1MB", most = "1TB")
  @Option(
      names = "--bank-cache",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "512MB",
      description =
          "Memory for the features of shots. Those of one product are kept even where they are"
              + " larger. Default: ${DEFAULT-VALUE}.")
  private DataSize bankCache;

  @FormerName(value = "--max-image-mb", unit = "MB")
  @Between(least = "1kB", most = "30MB")
  @Option(
      names = "--max-image",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "16MB",
      description =
          "Image files above it are refused; 1 MB is 2^20 bytes. Default: ${DEFAULT-VALUE}.")
  private DataSize maxImage;

  @Between(least = "1", most = "500")
  @Option(
      names = "--max-image-megapixels",
      paramLabel = "MP",
      defaultValue = "50",
      description =
          "Images above it are refused before they are decoded. Default: ${DEFAULT-VALUE}.")
  private int maxImageMegapixels;

  /** Loads the model, which is the caller's to close. */
  SavedModelScorer load() {
    try {
      return SavedModelScorer.load(folder(), devices());
    } catch (IOException e) {
      throw new CommandFailedException("--model " + model + ": " + e.getMessage(), e);
    }
  }

  /** Loads the highest version that can be used. */
  SavedModelScorer load(ModelVersions versions) {
    try {
      return versions.load(devices());
    } catch (IOException e) {
      throw new CommandFailedException("--model " + model + ": " + e.getMessage(), e);
    }
  }

  /** The versions that a service may use: all there are, or the one that is named. */
  ModelVersions versions() {
    ModelFolder first = folder();
    return ModelVersions.in(modelVersion == null ? model : first.version());
  }

  DeviceSettings devices() {
    return new DeviceSettings(modelThreads, gpus, gpuMemoryGrowth, mixedPrecision);
  }

  /** The version that is named, or the highest. */
  ModelFolder folder() {
    try {
      return modelVersion == null
          ? ModelFolder.find(model)
          : ModelFolder.version(model, modelVersion);
    } catch (IOException e) {
      String others = Files.isDirectory(model) ? "" : KnownNames.text("models beside it", beside());
      throw new ParameterException(
          spec.commandLine(), "--model " + model + ": " + e.getMessage() + others, e);
    }
  }

  /** The folders next to the named one that hold versions of a model. */
  private List<String> beside() {
    Path parent = model.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
      for (Path folder : folders) {
        if (!ModelFolder.versions(folder).isEmpty()) {
          names.add(folder.getFileName().toString());
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return names;
  }

  /** Where the model's versions are read from, for the lines at the start. */
  Path place() {
    return model.toAbsolutePath().normalize();
  }

  /** A scorer for the model, which it closes. */
  Scorer scorer(ScoringModel loaded, ScoringMonitor monitor) {
    return new Scorer(
        loaded,
        limits(),
        new BatchSettings(maxBatch, linger, modelRuns == null ? 0 : modelRuns, imagesInWork()),
        bankCache.bytes(),
        monitor,
        Clock.systemUTC());
  }

  int maxBatch() {
    return maxBatch;
  }

  int maxImageBytes() {
    return Math.toIntExact(maxImage.bytes());
  }

  private ImageLimits limits() {
    return new ImageLimits(maxImageBytes(), maxImageMegapixels * 1_000_000L);
  }

  /**
   * As many images at once as keep the model busy: one batch in it, one being decoded, or for each
   * processor one in a run of its own and one being decoded.
   */
  int imagesInWork() {
    int processors = Runtime.getRuntime().availableProcessors();
    return 2 * Math.max(maxBatch, modelRuns == null ? processors : Math.max(processors, modelRuns));
  }
}
