package io.shotline.cli;

import io.shotline.kafka.ClusterSettings;
import io.shotline.kafka.StreamsSettings;
import io.shotline.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the stream runs. */
final class StreamOptions {
  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "shotline",
      description =
          "Instances with the same id divide the images among them. Default: ${DEFAULT-VALUE}.")
  private String applicationId;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
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

  /**
   * @param imagesInWork how many images are decoded or in the model at once
   */
  StreamsSettings settings(
      ClusterSettings cluster, Topics topics, int imagesInWork, Path stateFolder) {
    return new StreamsSettings(
        cluster,
        topics,
        applicationId,
        threads,
        imagesInWork,
        stateFolder,
        Duration.ofMillis(commitIntervalMs),
        Duration.ofSeconds(stopTimeoutSeconds));
  }
}
