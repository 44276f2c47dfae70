package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.print.Table;
import io.shotline.cli.settings.Matching;
import io.shotline.core.product.ListedShot;
import io.shotline.kafka.topic.ShotRecord;
import io.shotline.kafka.topic.ShotTopic;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shots list}. */
@Command(name = "list", description = "Prints the shots, those of one product or all.")
final class ShotsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", paramLabel = "ID", description = "The product. Default: all.")
  private @Nullable String product;

  @Override
  public Integer call() {
    try (ShotTopic topic = new ShotTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      List<ShotRecord> shots = product == null ? topic.list() : topic.list(product);
      if (product != null && shots.isEmpty()) {
        throw KnownProducts.withoutShots(product, topic);
      }
      Table table = new Table().left("shot").left("added").left("by").right("bytes").left("size");
      for (ShotRecord listed : shots) {
        ListedShot shot = listed.shot();
        table.row(
            shot.productId() + "/" + shot.shotId(),
            shot.addedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
            listed.addedBy(),
            Long.toString(listed.bytes()),
            listed.size() == null ? "not an image" : listed.size().toString());
      }
      table.print(spec.commandLine().getOut());
      return 0;
    }
  }
}
