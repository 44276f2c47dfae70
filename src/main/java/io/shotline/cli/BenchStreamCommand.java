package io.shotline.cli;

import io.shotline.bench.BenchCluster;
import io.shotline.bench.BenchLine;
import io.shotline.bench.NoOpModel;
import io.shotline.bench.PairsBench;
import io.shotline.bench.SoakReading;
import io.shotline.bench.StreamBench;
import io.shotline.bench.StreamPart;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.option.StreamOptions;
import io.shotline.cli.print.FigureTable;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.RatioReport;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Place;
import io.shotline.cli.settings.Settings;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.Scorer;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
final class BenchStreamCommand implements RunsModel, Checked {
  private static final String SERVERS = "--bootstrap-servers";

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Mixin private StreamOptions streamOptions;

  @Mixin private KafkaOptions kafkaOptions;

  @Mixin private BenchLineOptions lineOptions;

  @Between(least = "0", most = "1000000")
  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Images per second over all cameras while latency is measured. Default: half of what"
              + " goes through.")
  private @Nullable Double imagesPerSecond;

  @Between(least = "1", most = "10000")
  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "Partitions of the topic of images. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Between(least = "1", most = "1000000000")
  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "600",
      description = "Images of a round. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Between(least = "1", most = "10000")
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds of each, after one to warm up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @FormerName(value = "--soak-minutes", unit = "m")
  @Between(least = "0m", most = "60d")
  @Option(
      names = "--soak",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "0m",
      description =
          "Instead of all that: full rate for so long, and the memory every minute. Default: no"
              + " soak.")
  private Duration soak;

  @Option(
      names = "--cost-of",
      paramLabel = "learning|evidence|repeats",
      description =
          "Instead of all that: full rate with and without it in turn, as many pairs as --rounds, and"
              + " the mean ratio with its 95 %% interval. learning: thresholds; evidence: the images"
              + " of all alerts, beside fixed thresholds; repeats: --duplicate-window.")
  private @Nullable StreamPart costOf;

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  private Format format;

  @Override
  public Integer call() throws Exception {
    // A model that is not there is told of before the cluster is asked for anything.
    modelOptions.folder();
    Topics topics = kafkaOptions.topics();
    BenchLine line = lineOptions.line(modelOptions.imagesInWork());
    if (costOf != null) {
      return cost(costOf, line, topics);
    }
    try (BenchCluster cluster = cluster(given(), topics)) {
      cluster.publishShots(line.products(), line.shots());
      StreamBench bench = new StreamBench(cluster, settings(cluster), line, frames, rounds);
      double rate;
      ModelCard card;
      try (Scorer scorer = modelOptions.scorer(modelOptions.load(), bench.monitor())) {
        if (!soak.isZero()) {
          bench.soak(scorer, soak, this::print);
          return 0;
        }
        card = scorer.card();
        rate = bench.measure(scorer, imagesPerSecond);
      }
      try (Scorer scorer = modelOptions.scorer(new NoOpModel(card), bench.monitor())) {
        bench.measureNoOp(scorer, rate);
      }
      new FigureTable(bench.figures()).print(spec.commandLine().getOut(), format);
      if (format == Format.TEXT) {
        spec.commandLine().getOut().println(bench.bound());
      }
      return 0;
    }
  }

  /** Measures streams that differ in one part of their work. */
  private int cost(StreamPart part, BenchLine line, Topics topics) throws Exception {
    RatioReport report = new RatioReport(spec.commandLine().getOut(), format, part.word());
    try (BenchCluster on = cluster(given(), topics);
        BenchCluster off = cluster(on.settings(), topics);
        Scorer first = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE);
        Scorer second = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE);
        PairsBench bench =
            new PairsBench(
                side(on, first, line, part::in),
                side(off, second, line, part::out),
                line,
                frames)) {
      report.mean(bench.run(rounds, report::pair), bench.alertShare());
    }
    return 0;
  }

  private PairsBench.Side side(
      BenchCluster cluster, Scorer scorer, BenchLine line, UnaryOperator<StreamsSettings> switched)
      throws InterruptedException {
    cluster.publishShots(line.products(), line.shots());
    StreamsSettings settings = lineOptions.over(settings(cluster), line, scorer);
    return new PairsBench.Side(cluster, switched.apply(settings), scorer);
  }

  /** Returns the cluster on the command line; null starts one in this process. */
  private @Nullable ClusterSettings given() {
    return Settings.placeOf(spec, SERVERS) == Place.OPTION ? kafkaOptions.cluster() : null;
  }

  private BenchCluster cluster(@Nullable ClusterSettings given, Topics topics) throws IOException {
    return new BenchCluster(
        given,
        topics.prefix(),
        streamOptions.applicationId(topics),
        new TopicLayout(partitions, (short) 1));
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

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(lineOptions.faults());
    if (costOf != null && rounds < 2) {
      faults.add("--rounds must be 2 or more with --cost-of; got '" + rounds + "'");
    }
    if (costOf == StreamPart.REPEATS && streamOptions.duplicateWindow() == 0) {
      faults.add("--cost-of repeats needs a --duplicate-window over 0");
    }
    return faults;
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
