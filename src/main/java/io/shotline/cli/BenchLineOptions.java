package io.shotline.cli;

import io.shotline.bench.BenchLine;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.FormerName;
import io.shotline.core.Scorer;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.kafka.stream.StreamsSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The drawn line that {@code bench stream} measures on. */
final class BenchLineOptions {
  @Between(least = "1", most = "10000")
  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cameras that take the images in turn. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @FormerName(value = "--image-kb", unit = "kB")
  @Between(least = "10kB", most = "30MB")
  @Option(
      names = "--image-size",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "200kB",
      description = "Size of an image's file. Default: ${DEFAULT-VALUE}.")
  private DataSize imageSize;

  @Between(least = "1", most = "10000000")
  @Option(
      names = "--products",
      paramLabel = "N",
      defaultValue = "1",
      description = "Products that have shots. Default: ${DEFAULT-VALUE}.")
  private int products;

  @Between(least = "1", most = "10000000")
  @Option(
      names = "--active-products",
      paramLabel = "N",
      description = "How many of them images show. Default: all.")
  private @Nullable Integer activeProducts;

  @FormerName(value = "--shots", typedOnly = true)
  @Between(least = "1", most = "1000")
  @Option(
      names = "--shots-per-product",
      paramLabel = "K",
      defaultValue = "4",
      description = "Shots of each product. Default: ${DEFAULT-VALUE}.")
  private int shots;

  @FormerName(value = "--shot-kb", unit = "kB")
  @Between(least = "10kB", most = "30MB")
  @Option(
      names = "--shot-size",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "50kB",
      description = "Size of a shot's file. Default: ${DEFAULT-VALUE}.")
  private DataSize shotSize;

  @Between(least = "0", most = "100")
  @Option(
      names = "--alert-share",
      paramLabel = "PERCENT",
      description =
          "Of --cost-of: thresholds are set so that so many of a hundred images are alerts. Default:"
              + " they come from the shots.")
  private @Nullable Integer alertShare;

  /**
   * Draws the images and the shots.
   *
   * @param callers how many images are scored at once in process
   */
  BenchLine line(int callers) {
    return BenchLine.of(
        imageSize.kilobytes(),
        shotSize.kilobytes(),
        shots,
        cameras,
        products,
        activeProducts == null ? products : activeProducts,
        callers);
  }

  /** Returns the settings with the threshold that gives as many alerts as are asked for. */
  StreamsSettings over(StreamsSettings settings, BenchLine line, Scorer scorer)
      throws InterruptedException {
    if (alertShare == null) {
      return settings;
    }
    ThresholdRule rule = new ThresholdRule(line.threshold(scorer, alertShare), null);
    return settings.withStandard(new StandardSettings(settings.standard().view(), rule));
  }

  /** Returns the faults of the options together. */
  List<String> faults() {
    return activeProducts != null && activeProducts > products
        ? List.of(
            "--active-products must be at most the --products, "
                + products
                + "; got '"
                + activeProducts
                + "'")
        : List.of();
  }
}
