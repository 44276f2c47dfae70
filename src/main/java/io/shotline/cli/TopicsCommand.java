package io.shotline.cli;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.print.Table;
import io.shotline.cli.settings.Between;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.TopicState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes, describes and upgrades the topics. */
@Command(
    name = "topics",
    description = "Makes and describes the topics, and brings them up to date.",
    subcommands = {
      TopicsCommand.Create.class,
      TopicsCommand.Describe.class,
      TopicsCommand.Upgrade.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {
  /** {@code topics create}. */
  @Command(
      name = "create",
      description = {
        "Makes the topics that do not exist; those that exist are left as they are.",
        "To bring them up to date: shotline topics upgrade"
      })
  static final class Create implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafkaOptions;

    @Between(least = "1", most = "10000")
    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "8",
        description =
            "Of images and results: the most threads, over all instances, that score at once."
                + " Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Between(least = "1", most = "100")
    @Option(
        names = "--replication-factor",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Copies of each record; 3 on a cluster that must not lose any. Default:"
                + " ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (TopicAdmin admin = new TopicAdmin(kafkaOptions.cluster(), kafkaOptions.topics())) {
        List<String> made = admin.create(new TopicLayout(partitions, replicationFactor));
        made.forEach(name -> out.println("made " + name));
        if (made.isEmpty()) {
          out.println("all topics exist");
        }
        return 0;
      }
    }
  }

  /** {@code topics describe}. */
  @Command(
      name = "describe",
      description = {
        "Prints the topics, how they differ from what is wanted, and what to do about it.",
        "The exit code is 1 if any does."
      })
  static final class Describe implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafkaOptions;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (TopicAdmin admin = new TopicAdmin(kafkaOptions.cluster(), kafkaOptions.topics())) {
        List<TopicState> states = admin.describe();
        Table table =
            new Table()
                .left("topic")
                .right("partitions")
                .right("replicas")
                .left("policy")
                .left("kept");
        for (TopicState state : states) {
          table.row(
              state.name(),
              Integer.toString(state.partitions()),
              Integer.toString(state.replicationFactor()),
              state.cleanupPolicy(),
              kept(state));
          state.differences().forEach(difference -> table.note("  ! " + difference));
        }
        table.print(out);
        boolean asWanted = states.stream().allMatch(state -> state.differences().isEmpty());
        return asWanted ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
      }
    }

    private static String kept(TopicState state) {
      Duration retention = state.retention();
      return !state.exists() ? "" : retention == null ? "the latest" : retention.toHours() + " h";
    }
  }

  /** {@code topics upgrade}. */
  @Command(
      name = "upgrade",
      description = {
        "Brings topics that an older version made up to date, and makes missing ones like them.",
        "No record is lost: what is kept longer stays so, and so do partitions, copies and all"
            + " settings that shotline does not name. Each change is printed; 'left' names what"
            + " only a person may change."
      })
  static final class Upgrade implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafkaOptions;

    @Option(names = "--dry-run", description = "Prints what would be done and does nothing.")
    private boolean dryRun;

    private boolean anything;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (TopicAdmin admin = new TopicAdmin(kafkaOptions.cluster(), kafkaOptions.topics())) {
        admin.upgrade(dryRun, line -> print(line, out));
      }
      if (!anything) {
        out.println("all topics are up to date");
      } else if (dryRun) {
        out.println("nothing was changed");
      }
      return CommandLine.ExitCode.OK;
    }

    private void print(String line, PrintWriter out) {
      anything = true;
      out.println(line);
    }
  }
}
