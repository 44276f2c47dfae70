package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.settings.Matching;
import io.shotline.failure.KnownNames;
import io.shotline.kafka.topic.ShotTopic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shots remove}. */
@Command(name = "remove", description = "Removes shots of a product.")
final class ShotsRemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", required = true, paramLabel = "ID", description = "The product.")
  private String product;

  @Parameters(
      arity = "1..*",
      paramLabel = "SHOT",
      description = "Ids as `shots list` prints them after the product.")
  private List<String> shotIds;

  @Override
  public Integer call() {
    boolean allFound = true;
    try (ShotTopic topic = new ShotTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      List<String> known =
          topic.list(product).stream().map(listed -> listed.shot().shotId()).toList();
      if (known.isEmpty()) {
        throw KnownProducts.withoutShots(product, topic);
      }
      for (String shotId : shotIds) {
        if (known.contains(shotId)) {
          topic.remove(product, shotId);
          spec.commandLine().getOut().println("removed " + product + "/" + shotId);
        } else {
          allFound = false;
          spec.commandLine()
              .getErr()
              .println(
                  spec.qualifiedName()
                      + ": no shot "
                      + product
                      + "/"
                      + shotId
                      + KnownNames.text("shots of " + product, known));
        }
      }
    }
    return allFound ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
