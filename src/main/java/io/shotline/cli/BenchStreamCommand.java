package io.shotline.cli;

import io.shotline.bench.BenchCluster;
import io.shotline.bench.BenchLine;
import io.shotline.bench.NoOpModel;
import io.shotline.bench.SoakReading;
import io.shotline.bench.StreamBench;
import io.shotline.cli.print.FigureTable;
import io.shotline.cli.print.Format;
import io.shotline.core.ModelCard;
import io.shotline.core.Scorer;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.TopicSettings;
import io.shotline.kafka.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench stream}. */
@Command(
    name = "stream",
    description = {
      "Measures the stream on drawn images: exactly once, results read committed.",
      "",
      "First at full rate, in process and through Kafka in turn, whose ratio is what the",
      "streaming costs; then the latency at half of that rate; then both with a model that does",
      "nothing. Cameras, readers and, unless --bootstrap-servers is on the command line, the",
      "broker share this process and its figures."
    },
    footer = {
      "",
      "Example, 10,000 products of which images show 100:",
      "  shotline bench stream --products 10000 --active-products 100"
    })
final class BenchStreamCommand implements RunsModel {
  private static final String SERVERS = "--bootstrap-servers";

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Mixin private StreamOptions streamOptions;

  @Mixin private KafkaOptions kafkaOptions;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cameras that take the images in turn. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Images per second over all cameras while latency is measured. Default: half of what"
              + " goes through.")
  private @Nullable Double imagesPerSecond;

  @Option(
      names = "--image-kb",
      paramLabel = "KB",
      defaultValue = "200",
      description = "Size of an image's file. Default: ${DEFAULT-VALUE}.")
  private int imageKilobytes;

  @Option(
      names = "--products",
      paramLabel = "N",
      defaultValue = "1",
      description = "Products that have shots. Default: ${DEFAULT-VALUE}.")
  private int products;

  @Option(
      names = "--active-products",
      paramLabel = "N",
      description = "How many of them images show. Default: all.")
  private @Nullable Integer activeProducts;

  @Option(
      names = "--shots",
      paramLabel = "K",
      defaultValue = "4",
      description = "Shots of each product. Default: ${DEFAULT-VALUE}.")
  private int shots;

  @Option(
      names = "--shot-kb",
      paramLabel = "KB",
      defaultValue = "50",
      description = "Size of a shot's file. Default: ${DEFAULT-VALUE}.")
  private int shotKilobytes;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "Partitions of the topic of images. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "600",
      description = "Images of a round. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds of each, after one to warm up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--soak-minutes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Instead of all that: full rate for so long, and the memory every minute. Default: no"
              + " soak.")
  private int soakMinutes;

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  private Format format;

  @Override
  public Integer call() throws Exception {
    requireUsable();
    Topics topics = kafkaOptions.topics();
    boolean given = spec.commandLine().getParseResult().hasMatchedOption(SERVERS);
    try (BenchCluster cluster =
        new BenchCluster(
            given ? kafkaOptions.cluster() : null,
            topics.prefix(),
            streamOptions.applicationId(topics),
            new TopicSettings(partitions, (short) 1))) {
      BenchLine line = line();
      cluster.publishShots(line.products(), line.shots());
      StreamBench bench = new StreamBench(cluster, settings(cluster), line, frames, rounds);
      double rate;
      ModelCard card;
      try (Scorer scorer = modelOptions.scorer(modelOptions.load(), bench.monitor())) {
        if (soakMinutes > 0) {
          bench.soak(scorer, Duration.ofMinutes(soakMinutes), this::print);
          return 0;
        }
        card = scorer.card();
        rate = bench.measure(scorer, imagesPerSecond);
      }
      try (Scorer scorer = modelOptions.scorer(new NoOpModel(card), bench.monitor())) {
        bench.measureNoOp(scorer, rate);
      }
      new FigureTable(bench.figures()).print(spec.commandLine().getOut(), format);
      return 0;
    }
  }

  private BenchLine line() {
    return BenchLine.of(
        imageKilobytes,
        shotKilobytes,
        shots,
        cameras,
        products,
        activeProducts == null ? products : activeProducts,
        modelOptions.imagesInWork());
  }

  private StreamsSettings settings(BenchCluster cluster) {
    return streamOptions
        .settings(
            cluster.settings(),
            cluster.topics(),
            modelOptions.imagesInWork(),
            cluster.stateFolder())
        .withApplicationId(cluster.applicationId());
  }

  private void requireUsable() {
    boolean tooManyActive = activeProducts != null && activeProducts > products;
    if (tooManyActive || (activeProducts != null && activeProducts < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--active-products: " + activeProducts + " of " + products);
    }
    if (cameras < 1 || products < 1 || shots < 1 || frames < 1 || rounds < 1 || partitions < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--cameras, --products, --shots, --frames, --rounds and --partitions must be 1 or more");
    }
    if (imageKilobytes < 10 || shotKilobytes < 10 || soakMinutes < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--image-kb and --shot-kb must be 10 or more, --soak-minutes 0 or more");
    }
  }

  private void print(SoakReading reading) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%4d min  %10d images  %7.2f images/s  %7.0f MB resident%n",
        reading.time().toMinutes(),
        reading.images(),
        reading.imagesPerSecond(),
        reading.residentMegabytes());
    out.flush();
  }
}
