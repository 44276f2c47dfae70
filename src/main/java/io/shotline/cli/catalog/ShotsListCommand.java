package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.print.ShotTable;
import io.shotline.cli.print.ThresholdWords;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Matching;
import io.shotline.core.Scorer;
import io.shotline.core.ShotReport;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ShotCheck;
import io.shotline.kafka.topic.ShotRecord;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.replay.CatalogSnapshot;
import io.shotline.tensorflow.ImageFileDecoder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shots list}. */
@Command(
    name = "list",
    description = {
      "Prints the shots, those of one product or all. Each is decoded: a shot that cannot be used is",
      "named, and so is one that stays in force since a newer record of it cannot be used.",
      "",
      "With --scores the model holds each shot against the others of its product, and the threshold",
      "that they give is printed. A shot that is unlike the others is named: look at it. The view of",
      "a product that has none of its own is the whole image."
    })
final class ShotsListCommand implements RunsModel {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Mixin private ModelOptions modelOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", paramLabel = "ID", description = "The product. Default: all.")
  private @Nullable String product;

  @Option(
      names = "--scores",
      description = "Load the model and print the score of each shot against the others.")
  private boolean scores;

  @Override
  public Integer call() {
    List<ShotRecord> shots = shots();
    PrintWriter out = spec.commandLine().getOut();
    if (scores) {
      printScores(shots, out);
    } else {
      ShotTable.of(shots).print(out);
    }
    out.flush();
    return 0;
  }

  private List<ShotRecord> shots() {
    try (ShotTopic topic = new ShotTopic(kafkaOptions.cluster(), kafkaOptions.topics());
        ImageFileDecoder decoder = new ImageFileDecoder(modelOptions.limits())) {
      Set<String> wanted = product == null ? Set.of() : Set.of(product);
      List<ShotRecord> shots = topic.list(wanted, new ShotCheck(decoder::check, true));
      if (product != null && shots.isEmpty()) {
        throw KnownProducts.withoutShots(product, topic);
      }
      return shots;
    }
  }

  private void printScores(List<ShotRecord> shots, PrintWriter out) {
    ClusterSettings cluster = kafkaOptions.cluster();
    Topics topics = kafkaOptions.topics();
    Set<String> wanted = product == null ? Set.of() : Set.of(product);
    try (Scorer scorer = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE);
        CatalogSnapshot catalog =
            CatalogSnapshot.read(
                cluster,
                topics,
                wanted,
                scorer::check,
                UnaryOperator.identity(),
                UnaryOperator.identity())) {
      Map<String, ShotReport> reports = new LinkedHashMap<>();
      shots.forEach(
          shot ->
              reports.computeIfAbsent(
                  shot.shot().productId(), id -> scorer.shotReport(id, catalog)));
      ShotTable.of(shots, reports).print(out);
      reports.forEach(
          (id, report) ->
              ThresholdWords.of(report, catalog.settings(id).thresholdRule())
                  .forEach(line -> out.println(id + ": " + line)));
    }
  }
}
