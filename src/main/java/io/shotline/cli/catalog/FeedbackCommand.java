package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.print.FeedbackName;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.cli.settings.Worded;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.EventSearch;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what an image that raised an alert was. */
@Command(
    name = "feedback",
    description = {
      "Says whether an image that raised an alert, or should have, had a defect.",
      "",
      "Its result is looked up on topic scores, the newest ones first; product, camera, model, view",
      "and score of the result are kept with the answer. Running services count answers in",
      "shotline_feedback_total by product and verdict. What is said of an event again replaces what",
      "was said before, and is counted again."
    },
    footer = {
      "",
      "Example, with the event that the alert names:",
      "  shotline feedback --event camera-2-7-9 --verdict false-alarm"
    })
public final class FeedbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = "(?s).{1,1024}", words = "an id of 1 to 1024 characters")
  @Option(
      names = "--event",
      required = true,
      paramLabel = "ID",
      description = "The image's event id.")
  private String event;

  @Option(
      names = "--verdict",
      required = true,
      paramLabel = "false-alarm|defect",
      converter = VerdictName.class,
      description = "What the image was.")
  private Feedback.Verdict verdict;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(
      names = "--product",
      paramLabel = "ID",
      description =
          "What the image shows, refused if its result says otherwise. Default: as found.")
  private @Nullable String product;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who says so. Default: ${DEFAULT-VALUE}.")
  private String by;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Anything to keep with it.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private String note;

  @Between(least = "1s", most = "1d")
  @Option(
      names = "--search-time",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = TimeSpan.class,
      description = "How long to look for the event's result. Default: ${DEFAULT-VALUE}.")
  private Duration searchTime;

  @Override
  public Integer call() {
    ClusterSettings cluster = kafkaOptions.cluster();
    Topics topics = kafkaOptions.topics();
    try (FeedbackTopic topic = new FeedbackTopic(cluster, topics)) {
      ScoredImage result = result(cluster, topics);
      topic.add(Feedback.of(result, verdict, by, Clock.systemUTC().instant(), note));
      spec.commandLine().getOut().println(said(result));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--event " + event + ": " + e.getMessage(), e);
    }
    return 0;
  }

  private ScoredImage result(ClusterSettings cluster, Topics topics) {
    ScoredImage result;
    try (EventSearch search = new EventSearch(cluster, topics, event)) {
      result = FoundResult.of(search.run(searchTime), event, topics, searchTime);
    }
    if (product != null && !product.equals(result.productId())) {
      throw new CommandFailedException(
          "--product "
              + product
              + ": event "
              + event
              + " shows product "
              + result.productId()
              + "; leave --product out, or name the event of your image",
          null);
    }
    return result;
  }

  private String said(ScoredImage result) {
    return event
        + " of product "
        + result.productId()
        + ", camera "
        + result.cameraId()
        + ", is noted as "
        + FeedbackName.of(verdict);
  }

  /** The verdicts as they are typed. */
  static final class VerdictName implements Worded<Feedback.Verdict> {
    @Override
    public String words() {
      return "false-alarm or defect";
    }

    @Override
    public Feedback.Verdict convert(String name) {
      for (Feedback.Verdict verdict : Feedback.Verdict.values()) {
        if (FeedbackName.of(verdict).equalsIgnoreCase(name)) {
          return verdict;
        }
      }
      throw new IllegalArgumentException(name);
    }
  }
}
