package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.core.product.StandardSettings;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.Membership;
import io.shotline.kafka.stream.RepeatSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the stream runs. */
@Heading("Stream")
public final class StreamOptions {
  @Mixin private EvidenceOptions evidenceOptions;

  @Matching(regexp = Matching.NAME, words = Matching.NAME_WORDS)
  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description =
          "Instances with the same id divide the images among them. Default: the topic prefix and"
              + " shotline.")
  private @Nullable String applicationId;

  @Between(least = "1", most = "1024")
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that read images and write results. More than the topic of images has"
              + " partitions are idle. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @FormerName(value = "--commit-interval-ms", unit = "ms")
  @Between(least = "0ms", most = "10s")
  @Option(
      names = "--commit-interval",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "100ms",
      description =
          "How long results wait until readers of committed records see them. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration commitInterval;

  @FormerName(value = "--stop-timeout-s", unit = "s")
  @Between(least = "0s", most = "1h")
  @Option(
      names = "--stop-timeout",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "30s",
      description = "How long a stop waits for the images in work. Default: ${DEFAULT-VALUE}.")
  private Duration stopTimeout;

  @FormerName(value = "--max-age-ms", unit = "ms")
  @Between(least = "0ms", most = "24d")
  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "0",
      description =
          "Images that waited longer are answered SKIPPED instead of scored, so that the newest"
              + " are in time after a stall; a product's max_age goes before. Default: 0, all are"
              + " scored.")
  private Duration maxAge;

  @Matching(regexp = Matching.NAME, words = Matching.NAME_WORDS)
  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      description =
          "Name of this instance in the group, the same after a restart: its images wait for it"
              + " as long as the session timeout, and a restart moves nothing. Default: none, the"
              + " others take over at once.")
  private @Nullable String instanceId;

  @FormerName(value = "--session-timeout-s", unit = "s")
  @Between(least = "2s", most = "30m")
  @Option(
      names = "--session-timeout",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "10s",
      description =
          "How long the others wait for an instance that died. Default: ${DEFAULT-VALUE}.")
  private Duration sessionTimeout;

  @Between(least = "0", most = "100000")
  @Option(
      names = "--duplicate-window",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "An image with the event id and the bytes of one of the last N judged images of its camera"
              + " is a repeat: it is answered SKIPPED, DUPLICATE. 0: every image is judged. Default:"
              + " ${DEFAULT-VALUE}.")
  private int duplicateWindow;

  @Option(
      names = "--looping-cameras",
      paramLabel = "ID",
      split = ",",
      description =
          "Cameras that send the same picture again and again on purpose. Any other is told to be"
              + " frozen. Default: none.")
  private Set<String> loopingCameras = new LinkedHashSet<>();

  @Option(
      names = "--learn-thresholds",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "true",
      description =
          "Learn thresholds from the line's own images, where a product has none that a person set."
              + " Default: ${DEFAULT-VALUE}.")
  private boolean learn;

  /**
   * Returns how the options let the stream run.
   *
   * @param imagesInWork how many images are decoded or in the model at once
   */
  public StreamsSettings settings(
      ClusterSettings cluster, Topics topics, int imagesInWork, Path stateFolder) {
    return new StreamsSettings(
        cluster,
        topics,
        applicationId(topics),
        threads,
        imagesInWork,
        stateFolder,
        commitInterval,
        stopTimeout,
        maxAge.isZero() ? null : maxAge,
        new Membership(instanceId, sessionTimeout),
        null,
        StandardSettings.DEFAULT,
        new RepeatSettings(duplicateWindow, loopingCameras),
        learn,
        evidenceOptions.settings());
  }

  /** Lines that share a cluster must not share a group, or none of them would get its images. */
  public String applicationId(Topics topics) {
    return applicationId == null ? topics.prefix() + "shotline" : applicationId;
  }

  /** Returns how many judged events of a camera are known again. */
  public int duplicateWindow() {
    return duplicateWindow;
  }
}
