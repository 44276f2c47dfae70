package io.shotline.cli.catalog;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.print.FeedbackName;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.Worded;
import io.shotline.core.result.Feedback;
import io.shotline.kafka.topic.FeedbackTopic;
import java.time.Clock;
import java.util.concurrent.Callable;
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
      "Running services count it in shotline_feedback_total by product and verdict. What is said",
      "of an event again replaces what was said before, and is counted again."
    },
    footer = {
      "",
      "Example, with the event and the product that the alert names:",
      "  shotline feedback --event camera-2-7-9 --product plate --verdict false-alarm"
    })
public final class FeedbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
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

  @Matching(regexp = "[^/]{0,1024}", words = Matching.ID_WORDS)
  @Option(
      names = "--product",
      paramLabel = "ID",
      defaultValue = "",
      description = "What the image shows. Default: counted under product unknown.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private String product;

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

  @Override
  public Integer call() {
    Feedback feedback =
        new Feedback(event, product, verdict, by, Clock.systemUTC().instant(), note);
    try (FeedbackTopic topic = new FeedbackTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
      topic.add(feedback);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--event " + event + ", --product " + product + ": " + e.getMessage(),
          e);
    }
    spec.commandLine().getOut().println(event + " is noted as " + FeedbackName.of(verdict));
    return 0;
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
