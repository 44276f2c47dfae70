package io.shotline.cli;

import io.shotline.kafka.TopicAdmin;
import io.shotline.kafka.TopicSettings;
import io.shotline.kafka.TopicState;
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

/** Makes and describes the topics. */
@Command(
    name = "topics",
    description = "Makes and describes the topics.",
    subcommands = {TopicsCommand.Create.class, TopicsCommand.Describe.class},
    synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {
  /** {@code topics create}. */
  @Command(
      name = "create",
      description = "Makes the topics that do not exist; those that exist are left as they are.")
  static final class Create implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafkaOptions;

    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "8",
        description =
            "Of images and results: the most threads, over all instances, that score at once."
                + " Default: ${DEFAULT-VALUE}.")
    private int partitions;

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
        List<String> made = admin.create(new TopicSettings(partitions, replicationFactor));
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
        "Prints the topics and how they differ from what is wanted.",
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
        out.printf(
            "%-24s %10s %8s  %-8s %s%n", "topic", "partitions", "replicas", "policy", "kept");
        for (TopicState state : states) {
          out.printf(
              "%-24s %10d %8d  %-8s %s%n",
              state.name(),
              state.partitions(),
              state.replicationFactor(),
              state.cleanupPolicy(),
              kept(state));
          state.differences().forEach(difference -> out.println("  ! " + difference));
        }
        boolean asWanted = states.stream().allMatch(state -> state.differences().isEmpty());
        return asWanted ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
      }
    }

    private static String kept(TopicState state) {
      Duration retention = state.retention();
      return !state.exists() ? "" : retention == null ? "the latest" : retention.toHours() + " h";
    }
  }
}
