package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.LearntTable;
import io.shotline.cli.print.ProductTable;
import io.shotline.cli.settings.Matching;
import io.shotline.core.product.Product;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.kafka.topic.ListedProduct;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ThresholdTopic;
import io.shotline.wire.ResultJson;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code products list}. */
@Command(
    name = "list",
    description = "Prints the products that have settings; - is what the service has as default.")
final class ProductsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", paramLabel = "ID", description = "The product. Default: all.")
  private @Nullable String product;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "json prints an object per product, the message Product. Default: text.")
  private Format format;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ListedProduct> products = products();
    if (format == Format.JSON) {
      products.forEach(listed -> out.println(ResultJson.of(listed.record())));
    } else {
      ProductTable.of(products).print(out);
      printLearnt(products, out);
    }
    out.flush();
    return 0;
  }

  private void printLearnt(List<ListedProduct> products, PrintWriter out) {
    Map<String, Product> settings = new HashMap<>();
    products.forEach(
        listed -> settings.put(listed.record().product().productId(), listed.record().product()));
    try (ThresholdTopic topic = new ThresholdTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      List<LearntThreshold> learnt =
          topic.latest().stream()
              .filter(each -> product == null || each.key().productId().equals(product))
              .toList();
      if (!learnt.isEmpty()) {
        out.println();
        LearntTable.of(learnt, settings).print(out);
      }
    }
  }

  private List<ListedProduct> products() {
    try (ProductTopic topic = new ProductTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      List<ListedProduct> all = topic.listed();
      if (product == null) {
        return all;
      }
      List<ListedProduct> wanted =
          all.stream()
              .filter(listed -> listed.record().product().productId().equals(product))
              .toList();
      if (wanted.isEmpty()) {
        throw KnownProducts.withoutSettings(
            product, all.stream().map(listed -> listed.record().product()).toList());
      }
      return wanted;
    }
  }
}
