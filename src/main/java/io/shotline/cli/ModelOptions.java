package io.shotline.cli;

import io.shotline.core.Scorer;
import io.shotline.core.ScoringModel;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.image.ImageLimits;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model, and how images reach it. */
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

  @Option(
      names = "--model-threads",
      paramLabel = "N",
      description =
          "Threads of one operation of the model; 0 takes all processors. Default: what the model"
              + " makes good use of, see model info.")
  private @Nullable Integer modelThreads;

  @Option(
      names = "--model-runs",
      paramLabel = "N",
      description =
          "Runs of the model at the same time. Default: as many as the processors have threads for;"
              + " one on a GPU.")
  private @Nullable Integer modelRuns;

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

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "4",
      description = "The most images in one run of the model. Default: ${DEFAULT-VALUE}.")
  private int maxBatch;

  @Option(
      names = "--linger-ms",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "How long the first image of a batch waits for company. 0 takes what waits already, so"
              + " batches grow with the load. Default: ${DEFAULT-VALUE}.")
  private int lingerMs;

  @Option(
      names = "--bank-cache-mb",
      paramLabel = "MB",
      defaultValue = "512",
      description =
          "Memory for the features of shots. Those of one product are kept even where they are"
              + " larger. Default: ${DEFAULT-VALUE}.")
  private int bankCacheMb;

  @Option(
      names = "--max-image-mb",
      paramLabel = "MB",
      defaultValue = "16",
      description =
          "Image files above it are refused, in units of 2^20 bytes. Default: ${DEFAULT-VALUE}.")
  private int maxImageMb;

  @Option(
      names = "--max-image-megapixels",
      paramLabel = "MP",
      defaultValue = "50",
      description =
          "Images above it are refused before they are decoded. Default: ${DEFAULT-VALUE}.")
  private int maxImageMegapixels;

  /** Returns which model the options name. */
  ModelSettings settings() {
    requireUsable();
    return new ModelSettings(model, modelVersion, devices());
  }

  /** Returns how the options let images reach the model. */
  ScoringSettings scoring() {
    requireUsable();
    return TypedSettings.of(
        spec,
        () ->
            new ScoringSettings(
                maxBatch,
                Duration.ofMillis(lingerMs),
                modelRuns == null ? 0 : modelRuns,
                (long) bankCacheMb << 20,
                new ImageLimits(maxImageMb << 20, maxImageMegapixels * 1_000_000L)));
  }

  /** Loads the model, which is the caller's to close. */
  SavedModelScorer load() {
    return settings().load();
  }

  /** Finds the version that is named, or the highest. */
  ModelFolder folder() {
    return settings().find();
  }

  /** Returns where the model's versions are read from, for the lines at the start. */
  Path place() {
    return model.toAbsolutePath().normalize();
  }

  /** Makes a scorer for the model, which it closes. */
  Scorer scorer(ScoringModel loaded, ScoringMonitor monitor) {
    return scoring().scorer(loaded, monitor);
  }

  int maxBatch() {
    return maxBatch;
  }

  /** Returns how many images at once keep the model busy. */
  int imagesInWork() {
    return scoring().imagesInWork();
  }

  private void requireUsable() {
    require("--max-batch", maxBatch, 1, 1024);
    require("--linger-ms", lingerMs, 0, 10_000);
    require("--bank-cache-mb", bankCacheMb, 1, 1 << 20);
    require("--max-image-mb", maxImageMb, 1, 30);
    require("--max-image-megapixels", maxImageMegapixels, 1, 500);
    require("--model-threads", modelThreads == null ? 0 : modelThreads, 0, 1024);
    require("--model-runs", modelRuns == null ? 1 : modelRuns, 1, 1024);
  }

  private DeviceSettings devices() {
    try {
      return new DeviceSettings(modelThreads, gpus, gpuMemoryGrowth, mixedPrecision);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--gpus: " + e.getMessage(), e, spec.findOption("--gpus"), gpus);
    }
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": " + value + " is not between " + least + " and " + most,
          spec.findOption(option),
          Integer.toString(value));
    }
  }
}
