package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.GpuDevices;
import io.shotline.tensorflow.precision.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a model runs, and the images that it takes, in the same words for every command. */
@Heading("Model")
abstract class RunOptions {
  private static final int PROCESSOR_BATCH = 4;
  private static final int GPU_BATCH = 64;

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
              + " two on a GPU.")
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

  @FormerName(
      value = "--mixed-precision",
      words = {"true=float16", "false=float32"})
  @Option(
      names = "--precision",
      paramLabel = "float32|tf32|float16|bfloat16",
      defaultValue = "float32",
      description = {
        "Of the factors of the model's products on a GPU; sums and norms are always float32. The",
        "others are faster and less exact: see model verify --precision. Default: ${DEFAULT-VALUE}."
      })
  private Precision precision;

  @Between(least = "1", most = "1024")
  @Option(
      names = "--max-batch",
      paramLabel = "N",
      description = {
        "The most images in one run of the model; how many there are follows from the load. Default: 4,",
        "or 64 where shotline is built with the natives for GPUs."
      })
  private @Nullable Integer maxBatch;

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

  /** Returns the most images in one run of the model. */
  public final int maxBatch() {
    if (maxBatch != null) {
      return maxBatch;
    }
    return GpuDevices.hasNatives() ? GPU_BATCH : PROCESSOR_BATCH;
  }

  /** Returns how many runs go on at once; 0 for as many as the model asks for. */
  final int runs() {
    return modelRuns == null ? 0 : modelRuns;
  }

  /** Returns what image files are held to. */
  public final ImageLimits limits() {
    return new ImageLimits(
        Math.toIntExact(maxImage.bytes()), maxImageMegapixels * 1_000_000L, decodeMemory.bytes());
  }

  /** Returns what the model runs on. */
  final DeviceSettings devices() {
    return new DeviceSettings(modelThreads, gpus, gpuMemoryGrowth, precision);
  }
}
