package io.shotline.cli.catalog;

import io.shotline.cli.option.EvidenceChoice;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.ThresholdOptions;
import io.shotline.cli.option.ViewOptions;
import io.shotline.cli.print.ProductTable;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.product.Product;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.kafka.topic.ListedProduct;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.wire.ProductRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code products set}. */
@Command(
    name = "set",
    description = {
      "Sets the settings of a product that are given; the others stay as they are.",
      "With any view option the product has a view of its own, and those of run do not count for it."
    },
    footer = {
      "",
      "Examples:",
      "  shotline products set --product bottle --threshold 0.08",
      "  shotline products set --product bottle --threshold auto --sensitivity high",
      "  shotline products set --product bottle --threshold freeze",
      "  shotline products set --product badge --evidence off",
      "  shotline products set --product label --region 25%%,10%%,50%%,80%% --tiles 1x2"
    })
final class ProductsSetCommand implements Callable<Integer>, Checked {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Mixin private ViewOptions viewOptions;

  @Mixin private ThresholdOptions thresholdOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(names = "--product", required = true, paramLabel = "ID", description = "The product.")
  private String product;

  @FormerName(value = "--name", typedOnly = true)
  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "What the thing is called in plain words, for models with a text prior.")
  private @Nullable String name;

  @Between(least = "1", most = "1000000")
  @Option(
      names = "--max-shots",
      paramLabel = "N",
      description = "How many shots count, the newest first.")
  private @Nullable Integer maxShots;

  @Between(least = "0ms", most = "24d")
  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      description = "Images that waited longer are answered SKIPPED; 0: none is too old.")
  private @Nullable Duration maxAge;

  @Option(
      names = "--evidence",
      paramLabel = "on|off|default",
      description =
          "Keep the images of its alerts on the topic evidence, or not; default: as run --evidence"
              + " says.")
  private @Nullable EvidenceChoice evidence;

  @Option(names = "--disabled", description = "Answer its images SKIPPED without scoring them.")
  private boolean disabled;

  @Option(names = "--enabled", description = "Score its images again.")
  private boolean enabled;

  @Override
  public Integer call() {
    ListedProduct set;
    try (ProductTopic topic = new ProductTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      set = topic.change(product, this::changed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--product " + product + ": " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    ProductTable.of(List.of(set)).print(out);
    return 0;
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(viewOptions.faults());
    if (disabled && enabled) {
      faults.add("--disabled and --enabled exclude each other: give one");
    }
    boolean isAny =
        name != null
            || thresholdOptions.areGiven()
            || maxShots != null
            || maxAge != null
            || evidence != null
            || disabled
            || enabled;
    if (!isAny && !viewOptions.areGiven()) {
      faults.add(
          "nothing to set: give --display-name, --threshold, --sensitivity, --max-shots, --max-age,"
              + " --evidence, --disabled, --enabled or view options");
    }
    return faults;
  }

  private ProductRecord changed(ProductRecord before) {
    Product from = before.product();
    if (viewOptions.dropTiles(from.view())) {
      throw new IllegalArgumentException(
          "fit centre looks at one square, but tiles "
              + from.view().tiles().word()
              + " were set before: give --tiles auto too");
    }
    View view = viewOptions.over(from.view());
    ThresholdRule rule = thresholdOptions.over(from.thresholdRule());
    Product to =
        new Product(
            product,
            name == null ? from.displayName() : name,
            rule.set(),
            maxShots == null ? from.maxShots() : maxShots,
            (from.enabled() || enabled) && !disabled,
            maxAge == null ? from.maxAge() : maxAge,
            view,
            rule.sensitivity(),
            rule.learning(),
            evidence == null ? from.evidence() : evidence.setting());
    return new ProductRecord(to, before.hasView() || viewOptions.areGiven());
  }
}
