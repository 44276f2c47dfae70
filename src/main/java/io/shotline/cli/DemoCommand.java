package io.shotline.cli;

import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.cli.option.ApiOptions;
import io.shotline.cli.option.ManagementOptions;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.option.ModelWatchOptions;
import io.shotline.cli.option.StreamOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StopSignal;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.Settings;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.folder.Folders;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.FreePort;
import io.shotline.service.HttpSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.service.StartCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole line on one machine: broker, cameras, detector, alerts. */
@Command(
    name = "demo",
    description = {
      "Runs the whole line on this machine: a Kafka broker in this process, the mini model,",
      "four normal shots of a drawn product, cameras that publish frames of which some are",
      "defective, and prints each alert. Runs until Ctrl-C; nothing is left behind."
    })
final class DemoCommand implements RunsModel, Checked {
  private static final String PRODUCT = "plate";
  private static final int SHOTS = 4;
  private static final double WATCHABLE_FPS = 5;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ModelWatchOptions modelWatchOptions;

  @Mixin private StreamOptions streamOptions;

  @Mixin private ManagementOptions managementOptions;

  @Mixin private ApiOptions apiOptions;

  @Between(least = "0", most = "1000000000")
  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many frames the cameras take; 0 is endless. Default: ${DEFAULT-VALUE}.")
  private long frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same frames. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Between(least = "0", most = "1")
  @Option(
      names = "--defect-share",
      paramLabel = "SHARE",
      defaultValue = "0.15",
      description = "Share of the frames with a defect, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double defectShare;

  @Between(least = "1", most = "10000")
  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many cameras take the frames in turn. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Between(least = "0", most = "1000")
  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "Frames per second over all cameras; 0 as fast as they can be scored. Default: 5, and"
              + " 0 with --exit.")
  private @Nullable Double framesPerSecond;

  @Option(names = "--exit", description = "End when all --frames have their result.")
  private boolean exit;

  @Between(least = "0", most = "65535")
  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the broker, for other clients; 0 takes a free one.")
  private int brokerPort;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "json prints nothing but the closing line, as one object.")
  private Format format;

  @Override
  public Integer call() throws Exception {
    requireStartable();
    DemoWatch watch = new DemoWatch(spec.commandLine().getOut(), format, exit);
    SimulatedLine line = new SimulatedLine(seed, frames, defectShare);
    Path state = Files.createTempDirectory("shotline-demo");
    try (StopSignal stopSignal = new StopSignal();
        EmbeddedBroker broker = EmbeddedBroker.temporary(brokerPort)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      Topics topics = new Topics("");
      publishShots(line, cluster, topics);
      watch.say("shots    " + SHOTS + " of product " + PRODUCT);
      watch.say("broker   " + broker.bootstrapServers());
      ServiceSettings wanted = settings(cluster, topics, state);
      try (Service service = Service.start(wanted);
          ResultReader results = new ResultReader(cluster, topics);
          ImagePublisher publisher = new ImagePublisher(cluster, topics)) {
        Settings.fileOf(spec).ifPresent(file -> watch.say("settings " + file));
        watch.say("model    " + service.modelName() + " from " + modelOptions.place());
        watch.say(
            "metrics  http://"
                + managementOptions.settings().host()
                + ":"
                + service.metricsPort()
                + "/metrics");
        ApiLine.of(service, wanted).ifPresent(watch::say);
        CameraFeed feed = feed(line, publisher);
        stopSignal.onStop(feed::stop);
        FutureTask<Long> publishing = watch.start(feed);
        watch.say("cameras  " + cameras + " with seed " + seed + "; Ctrl-C ends");
        watch.readResults(results, publishing, service, stopSignal);
      }
    } finally {
      Folders.delete(state);
    }
    return 0;
  }

  @Override
  public List<String> faults() {
    return exit && frames == 0
        ? List.of("--exit needs an end: give the number of --frames, such as --frames 200")
        : List.of();
  }

  /** Says at once what is in the way, before a broker starts or a model loads. */
  private void requireStartable() {
    new StartCheck()
        .model(modelOptions.settings())
        .http(http())
        .brokerPort(brokerPort)
        .requireNone();
  }

  private void publishShots(SimulatedLine line, ClusterSettings cluster, Topics topics) {
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(TopicLayout.DEFAULT);
    }
    try (ShotTopic shots = new ShotTopic(cluster, topics)) {
      for (Frame shot : line.normalShots(SHOTS)) {
        shots.add(
            new Shot(
                PRODUCT, shot.name(), shot.image(), Clock.systemUTC().instant(), "shotline demo"));
      }
    }
  }

  private ServiceSettings settings(ClusterSettings cluster, Topics topics, Path state) {
    return new ServiceSettings(
        modelOptions.settings(),
        modelOptions.scoring(),
        streamOptions.settings(cluster, topics, modelOptions.imagesInWork(), state),
        FolderUse.ALONE,
        http(),
        apiOptions.settings(),
        modelWatchOptions.poll(),
        managementOptions.cameraSilent());
  }

  /** Another demo may have taken the default port; any other must be free. */
  private HttpSettings http() {
    HttpSettings http = managementOptions.settings();
    return http.port() == HttpSettings.DEFAULT_PORT && !FreePort.isFree(http.host(), http.port())
        ? http.withPort(0)
        : http;
  }

  private CameraFeed feed(SimulatedLine line, ImagePublisher publisher) {
    return new CameraFeed(
        line,
        publisher,
        PRODUCT,
        IntStream.rangeClosed(1, cameras).mapToObj(i -> "camera-" + i).toList(),
        Long.toString(seed),
        framesPerSecond != null ? framesPerSecond : exit ? 0 : WATCHABLE_FPS,
        Clock.systemUTC());
  }
}
