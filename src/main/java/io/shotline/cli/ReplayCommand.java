package io.shotline.cli;

import io.shotline.cli.catalog.KnownProducts;
import io.shotline.cli.option.InstantOption;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.option.PictureOptions;
import io.shotline.cli.option.ThresholdOptions;
import io.shotline.cli.option.ViewOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.Progress;
import io.shotline.cli.print.ReplayJson;
import io.shotline.cli.print.ReplayNotes;
import io.shotline.cli.print.ReplayPictures;
import io.shotline.cli.print.ReplayReport;
import io.shotline.cli.print.ReplayReports;
import io.shotline.cli.print.ReplayText;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StopSignal;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.RecordedImages;
import io.shotline.kafka.history.ReplayTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.picture.PictureFolder;
import io.shotline.picture.ResultPictures;
import io.shotline.replay.CatalogSnapshot;
import io.shotline.replay.Replay;
import io.shotline.replay.ReplayFilter;
import io.shotline.replay.ReplayHistory;
import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayTally;
import io.shotline.replay.ReplayThresholds;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores recorded images again, beside the line, and says what would have been different. */
@Command(
    name = "replay",
    description = {
      "Scores the images of a time again, with another model, threshold, view or other shots, and",
      "prints which verdicts would have been different.",
      "",
      "Images are taken from their topic as long as they are kept there; a service that runs does",
      "not notice. Shots and products count as they are now, not as they were; ages do not count.",
      "Results go to a topic of their own, never to scores, anomalies or dead-letters. Prints the",
      "images that become or cease to be anomalous, then a table of the verdicts before and now,",
      "and how many of the images that people gave feedback on are found.",
      "",
      "View and threshold options that are given stand in for those of every product; the others",
      "stay as each product has them."
    },
    footer = {
      "",
      "Example, the early shift with a model that is not in use yet:",
      "  shotline replay --from 2026-11-24T06:00:00Z --to 2026-11-24T14:00:00Z \\",
      "    --model candidate/mini"
    })
final class ReplayCommand implements RunsModel, Checked {
  private static final String DEFAULT_OUTPUT = "replay-scores";

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ViewOptions viewOptions;

  @Mixin private ThresholdOptions thresholdOptions;

  @Mixin private PictureOptions pictureOptions;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "Images that came at this time or later, by the broker's clock, such as"
              + " 2026-11-24T06:00:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Images that came before this time. Default: those there are now.")
  private @Nullable Instant to;

  @Option(
      names = "--product",
      paramLabel = "ID",
      description = "Only images of this product; may be repeated. Default: all.")
  private Set<String> products = new LinkedHashSet<>();

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "Only images from this camera; may be repeated. Default: all.")
  private Set<String> cameras = new LinkedHashSet<>();

  @Heading("Threshold")
  @Option(
      names = "--thresholds",
      defaultValue = "current",
      paramLabel = "recorded|current",
      description =
          "recorded holds each image against what it was held against when it came. Default:"
              + " ${DEFAULT-VALUE}.")
  private ReplayThresholds thresholds;

  @Matching(regexp = Matching.NAME, words = Matching.NAME_WORDS)
  @Option(
      names = "--output-topic",
      paramLabel = "NAME",
      description =
          "Where results go; made like scores if it does not exist. Default: replay-scores, with"
              + " the prefix.")
  private @Nullable String outputTopic;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description =
          "json prints an object per changed or unreadable image, and one of sums. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws InterruptedException {
    // A model that is not there is told of before the cluster is asked for anything.
    modelOptions.folder();
    Optional<PictureFolder> folder = pictureOptions.folder();
    ClusterSettings cluster = kafkaOptions.cluster();
    Topics topics = kafkaOptions.topics();
    String name = outputName(topics);
    KnownProducts.require(cluster, topics, products);
    try (StopSignal stopSignal = new StopSignal();
        RecordedImages images = new RecordedImages(cluster, topics, from, to)) {
      ReplayNotes notes = new ReplayNotes(err(), images, topics.images());
      notes.found(from, to);
      ReplayHistory history = ReplayHistory.read(cluster, topics, images, from);
      try (Scorer scorer = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE);
          CatalogSnapshot catalog = snapshot(cluster, topics, scorer);
          ReplayTopic output = new ReplayTopic(cluster, topics, name)) {
        ReplayReport report = report(folder.orElse(null), scorer, catalog);
        Progress progress = new Progress(err(), images.total());
        ReplayTally tally =
            replay(scorer, catalog, history, output)
                .run(images, stopSignal::isAsked, report::add, progress::at);
        notes.cameras(cameras, tally.cameras());
        notes.missing(tally.done(), stopSignal.isAsked());
        report.summary(new ReplaySummary(tally, scorer.card().label(), history.models(), name));
        return report.isComplete() ? 0 : CommandLine.ExitCode.SOFTWARE;
      }
    }
  }

  private Replay replay(
      Scorer scorer, CatalogSnapshot catalog, ReplayHistory history, ReplayTopic output) {
    return new Replay(
        scorer,
        catalog,
        new ReplayFilter(products, cameras),
        history,
        output,
        thresholds,
        modelOptions.imagesInWork());
  }

  private ReplayReport report(
      @Nullable PictureFolder folder, Scorer scorer, CatalogSnapshot catalog) {
    ReplayReport printed = format == Format.JSON ? new ReplayJson(out()) : new ReplayText(out());
    return folder == null
        ? printed
        : new ReplayReports(List.of(printed, pictures(folder, scorer, catalog)));
  }

  private ReplayPictures pictures(PictureFolder folder, Scorer scorer, CatalogSnapshot catalog) {
    return new ReplayPictures(
        new ResultPictures(folder, ReplayPictures.SECTIONS, scorer, catalog),
        pictureOptions.picturesOf(),
        err(),
        Version.line());
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(viewOptions.faults());
    faults.addAll(thresholdOptions.faults());
    if (to != null && !from.isBefore(to)) {
      faults.add("--from must be before --to, " + to + "; got '" + from + "'");
    }
    if (thresholds == ReplayThresholds.RECORDED && thresholdOptions.areGiven()) {
      faults.add(
          "--thresholds recorded and --threshold, --sensitivity exclude each other: give one");
    }
    Topics topics = kafkaOptions.topics();
    try {
      ReplayTopic.requireForeign(topics, outputName(topics));
    } catch (IllegalArgumentException e) {
      faults.add("--output-topic: " + e.getMessage() + "; name another");
    }
    return faults;
  }

  private CatalogSnapshot snapshot(ClusterSettings cluster, Topics topics, Scorer scorer) {
    try {
      return CatalogSnapshot.read(
          cluster, topics, products, scorer::check, thresholdOptions::over, viewOptions::over);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() + "; give --fit whole or square too", e);
    }
  }

  private String outputName(Topics topics) {
    return outputTopic == null ? topics.prefix() + DEFAULT_OUTPUT : outputTopic;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
