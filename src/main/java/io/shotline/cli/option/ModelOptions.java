package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.folder.UserFolders;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.precision.Precision;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which model, and how images reach it. */
@Heading("Model")
public final class ModelOptions extends RunOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      defaultValue = "${sys:shotline.home:-.}/model/mini",
      description =
          "The model: a folder of versions, of which the highest number counts, or one version, or"
              + " the name of one that model get made. Default: model/mini.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private Path model;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      description =
          "The one version to use, now and later. Default: the highest; run and demo swap to a"
              + " higher one that appears.")
  private @Nullable String modelVersion;

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

  /** Returns which model the options name. */
  public ModelSettings settings() {
    return new ModelSettings(folderOfAll(), modelVersion, devices());
  }

  /** Returns the same in another precision. */
  public ModelSettings settings(Precision precision) {
    return new ModelSettings(model, modelVersion, devices().with(precision));
  }

  /** Returns how the options let images reach the model. */
  public ScoringSettings scoring() {
    return new ScoringSettings(maxBatch(), linger, runs(), bankCache.bytes(), limits());
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
    return folderOfAll().toAbsolutePath().normalize();
  }

  private Path folderOfAll() {
    return ModelPlace.of(model, UserFolders.of(System.getenv()));
  }

  /** Makes a scorer for the model, which it closes. */
  public Scorer scorer(ScoringModel loaded, ScoringMonitor monitor) {
    return scoring().scorer(loaded, monitor);
  }

  /** Returns how many images at once keep the model busy. */
  public int imagesInWork() {
    return scoring().imagesInWork();
  }
}
