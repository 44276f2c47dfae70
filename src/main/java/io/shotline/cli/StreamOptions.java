package io.shotline.cli;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.Membership;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the stream runs. */
final class StreamOptions {
  /** It names topics of Kafka and a folder; longer names fit into neither. */
  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description =
          "Instances with the same id divide the images among them. Default: the topic prefix and"
              + " shotline.")
  private @Nullable String applicationId;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that read images and write results. More than the topic of images has"
              + " partitions are idle. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--commit-interval-ms",
      paramLabel = "MS",
      defaultValue = "100",
      description =
          "How long results wait until readers of committed records see them. Default:"
              + " ${DEFAULT-VALUE}.")
  private int commitIntervalMs;

  @Option(
      names = "--stop-timeout-s",
      paramLabel = "S",
      defaultValue = "30",
      description = "How long a stop waits for the images in work. Default: ${DEFAULT-VALUE}.")
  private int stopTimeoutSeconds;

  @Option(
      names = "--max-age-ms",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Images that waited longer are answered SKIPPED instead of scored, so that the newest"
              + " are in time after a stall; a product's max_age goes before. Default: 0, all are"
              + " scored.")
  private int maxAgeMs;

  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      description =
          "Name of this instance in the group, the same after a restart: its images wait for it"
              + " as long as the session timeout, and a restart moves nothing. Default: none, the"
              + " others take over at once.")
  private @Nullable String instanceId;

  @Option(
      names = "--session-timeout-s",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "How long the others wait for an instance that died. Default: ${DEFAULT-VALUE}.")
  private int sessionTimeoutSeconds;

  /**
   * Returns how the options let the stream run.
   *
   * @param imagesInWork how many images are decoded or in the model at once
   */
  StreamsSettings settings(
      ClusterSettings cluster, Topics topics, int imagesInWork, Path stateFolder) {
    String id = applicationId(topics);
    return TypedSettings.of(
        spec,
        () ->
            new StreamsSettings(
                cluster,
                topics,
                id,
                threads,
                imagesInWork,
                stateFolder,
                Duration.ofMillis(commitIntervalMs),
                Duration.ofSeconds(stopTimeoutSeconds),
                maxAgeMs == 0 ? null : Duration.ofMillis(maxAgeMs),
                new Membership(instanceId, Duration.ofSeconds(sessionTimeoutSeconds)),
                null));
  }

  /** Lines that share a cluster must not share a group, or none of them would get its images. */
  String applicationId(Topics topics) {
    if (applicationId != null && !ID.matcher(applicationId).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--application-id '"
              + applicationId
              + "': it may have 1 to 200 of the characters a-z A-Z 0-9 . _ - and is not . or ..");
    }
    return applicationId == null ? topics.prefix() + "shotline" : applicationId;
  }
}
