package io.shotline.cli;

import io.shotline.cli.option.ApiOptions;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.ManagementOptions;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.option.ModelWatchOptions;
import io.shotline.cli.option.StartFromOption;
import io.shotline.cli.option.StreamOptions;
import io.shotline.cli.option.ThresholdOptions;
import io.shotline.cli.option.ViewOptions;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StopSignal;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Settings;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.folder.UserFolders;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.StartFrom;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.service.StartCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service: scores images of a topic until it is stopped. */
@Command(
    name = "run",
    description = {
      "Scores the images of a Kafka cluster until it is stopped.",
      "",
      "Ctrl-C or SIGTERM finishes the images in work and ends with 0. A failure of the",
      "model or the machine ends with 1; nothing is lost, the next start goes on there.",
      "",
      "The view options are for products that have no view of their own: one that products set",
      "has given view options keeps its own view whole. --threshold and --sensitivity are for",
      "products without their own. Start all instances with the same."
    },
    footer = {
      "",
      "Example without a cluster, data kept in ./shotline-data:",
      "  shotline run --embedded-broker",
      "  shotline shots add --product bottle good/*.jpg        (in another terminal)",
      "  shotline camera --folder today --product bottle"
    })
final class RunCommand implements RunsModel, Checked {
  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ModelWatchOptions modelWatchOptions;

  @Mixin private StreamOptions streamOptions;

  @Mixin private ManagementOptions managementOptions;

  @Mixin private ApiOptions apiOptions;

  @Mixin private ViewOptions viewOptions;

  @Mixin private ThresholdOptions thresholdOptions;

  @Heading("Stream")
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Local copy of shots and products, of this instance and user alone; restored from Kafka"
              + " when lost. Default: shotline in $XDG_STATE_HOME, or in ~/.local/state; there each"
              + " instance takes a folder of its own, with an --instance-id always the same.")
  private @Nullable Path stateDir;

  @Heading("Kafka")
  @Option(
      names = "--embedded-broker",
      description = "Start a Kafka broker in this process, on this machine only.")
  private boolean embeddedBroker;

  @Heading("Kafka")
  @Option(
      names = "--broker-data",
      paramLabel = "DIR",
      defaultValue = "shotline-data",
      description = "Where the embedded broker keeps its data. Default: ./${DEFAULT-VALUE}.")
  private Path brokerData;

  @Heading("Kafka")
  @Between(least = "0", most = "65535")
  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the embedded broker. Default: ${DEFAULT-VALUE}.")
  private int brokerPort;

  @Heading("Stream")
  @FormerName("--from")
  @Option(
      names = "--start-from",
      paramLabel = "earliest|latest|TIME",
      converter = StartFromOption.class,
      description =
          "Where an --application-id begins of which the cluster has no offsets: earliest takes all"
              + " images that are kept, latest those that come from now on, TIME"
              + " (2026-11-24T06:00:00Z) those that came since. No effect on one that has begun."
              + " Default: earliest; refuses to start where these images have results already.")
  private @Nullable StartFrom from;

  @Override
  public Integer call() throws InterruptedException {
    Topics topics = kafkaOptions.topics();
    ServiceSettings wanted = settings(topics);
    requireStartable(wanted);
    try (StopSignal stopSignal = new StopSignal();
        @Nullable EmbeddedBroker broker = embeddedBroker ? broker(topics) : null) {
      ServiceSettings settings = broker == null ? wanted : on(broker, wanted);
      try (Service service = Service.start(settings)) {
        tell(service, settings);
        stopSignal.onStop(service::stop);
        return end(service.awaitEnd().orElse(null));
      }
    }
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(viewOptions.faults());
    faults.addAll(thresholdOptions.faults());
    faults.addAll(apiOptions.faults());
    return faults;
  }

  /** Says at once what is in the way, before a broker starts or a model loads. */
  private void requireStartable(ServiceSettings settings) {
    StartCheck check =
        new StartCheck().model(settings.model()).http(settings.http()).api(settings.api());
    if (embeddedBroker) {
      check.broker(brokerData, brokerPort);
      if (brokerPort != 0 && brokerPort == settings.http().port()) {
        check.wrongSetting(
            "--broker-port " + brokerPort + ": --metrics-port is the same; choose another port");
      }
    }
    check.check(() -> requireStateFolder(settings)).requireNone();
  }

  private ServiceSettings settings(Topics topics) {
    return new ServiceSettings(
        modelOptions.settings(),
        modelOptions.scoring(),
        streamOptions
            .settings(kafkaOptions.cluster(), topics, modelOptions.imagesInWork(), stateFolder())
            .withStart(from)
            .withStandard(
                new StandardSettings(
                    viewOptions.over(View.DEFAULT),
                    thresholdOptions.over(ThresholdRule.AUTOMATIC))),
        stateDir == null ? FolderUse.SHARED : FolderUse.ALONE,
        managementOptions.settings(),
        apiOptions.settings(),
        modelWatchOptions.poll(),
        managementOptions.cameraSilent());
  }

  private ServiceSettings on(EmbeddedBroker broker, ServiceSettings settings) {
    ClusterSettings cluster = kafkaOptions.cluster(broker.bootstrapServers());
    return settings.withStream(settings.stream().withCluster(cluster));
  }

  private void tell(Service service, ServiceSettings settings) {
    Settings.fileOf(spec).ifPresent(file -> say("settings " + file));
    kafkaOptions.clientPropertiesFile().ifPresent(file -> say("clients  " + file.toAbsolutePath()));
    say("model    " + service.modelName() + " from " + modelOptions.place());
    StreamsSettings stream = settings.stream();
    say("kafka    " + stream.cluster().bootstrapServers() + ", topic " + stream.topics().images());
    say("metrics  http://" + settings.http().host() + ":" + service.metricsPort() + "/metrics");
    ApiLine.of(service, settings).ifPresent(this::say);
  }

  private Path stateFolder() {
    if (stateDir == null) {
      return UserFolders.of(System.getenv()).statePath();
    }
    return stateDir.toAbsolutePath().normalize();
  }

  private static void requireStateFolder(ServiceSettings settings) {
    if (settings.stateUse() == FolderUse.SHARED) {
      // The folders above it too: none may be another user's to change.
      Path unused = UserFolders.of(System.getenv()).state();
    }
    settings.takeStateFolder().close();
  }

  private EmbeddedBroker broker(Topics topics) {
    EmbeddedBroker broker = EmbeddedBroker.in(brokerData, brokerPort);
    try (TopicAdmin admin =
        new TopicAdmin(kafkaOptions.cluster(broker.bootstrapServers()), topics)) {
      admin.create(TopicLayout.DEFAULT);
      // The data may be of an older version.
      admin.upgrade(false, line -> say("topics   " + line));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
    say("broker   " + broker.bootstrapServers() + ", data in " + brokerData);
    return broker;
  }

  private int end(@Nullable Throwable failure) {
    if (failure == null) {
      return CommandLine.ExitCode.OK;
    }
    spec.commandLine()
        .getErr()
        .println(spec.qualifiedName() + ": the stream stopped: " + failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
