package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.Scorer;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which model, and how images reach it. */
@Heading("Model")
public final class ModelOptions {
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

  @Between(least = "1MB", most = "1TB")
  @Option(
      names = "--decode-memory",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "512MB",
      description =
          "Memory for all images that are decoded at once; what needs more by itself is refused"
              + " before. Default: ${DEFAULT-VALUE}.")
  private DataSize decodeMemory;

  /** Returns which model the options name. */
  public ModelSettings settings() {
    return new ModelSettings(model, modelVersion, devices());
  }

  /** Returns how the options let images reach the model. */
  public ScoringSettings scoring() {
    return new ScoringSettings(
        maxBatch,
        linger,
        modelRuns == null ? 0 : modelRuns,
        bankCache.bytes(),
        new ImageLimits(
            Math.toIntExact(maxImage.bytes()),
            maxImageMegapixels * 1_000_000L,
            decodeMemory.bytes()));
  }

  /** Loads the model, which is the caller's to close. */
  public SavedModelScorer load() {
    return settings().load();
  }

  /** Finds the version that is named, or the highest. */
  public ModelFolder folder() {
    return settings().find();
  }

  /** Returns where the model's versions are read from, for the lines at the start. */
  public Path place() {
    return model.toAbsolutePath().normalize();
  }

  /** Makes a scorer for the model, which it closes. */
  public Scorer scorer(ScoringModel loaded, ScoringMonitor monitor) {
    return scoring().scorer(loaded, monitor);
  }

  public int maxBatch() {
    return maxBatch;
  }

  /** Returns how many images at once keep the model busy. */
  public int imagesInWork() {
    return scoring().imagesInWork();
  }

  private DeviceSettings devices() {
    return new DeviceSettings(modelThreads, gpus, gpuMemoryGrowth, mixedPrecision);
  }
}
