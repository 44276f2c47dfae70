package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.settings.Matching;
import io.shotline.kafka.topic.ProductTopic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code products remove}. */
@Command(
    name = "remove",
    description = "Removes the settings of a product: the defaults count again; its shots stay.")
final class ProductsRemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", required = true, paramLabel = "ID", description = "The product.")
  private String product;

  @Override
  public Integer call() {
    try (ProductTopic topic = new ProductTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      if (!topic.remove(product)) {
        throw KnownProducts.withoutSettings(product, topic.list());
      }
    }
    spec.commandLine().getOut().println("removed the settings of " + product);
    return 0;
  }
}
