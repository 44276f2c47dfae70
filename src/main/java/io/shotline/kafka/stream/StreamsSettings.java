package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import io.shotline.core.product.StandardSettings;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.MessageLimits;
import io.shotline.kafka.learn.SmallStores;
import io.shotline.kafka.topic.StartFrom;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * How the streams run.
 *
 * @param applicationId shared by the instances that divide the images among them
 * @param threads that read and write in this instance; more than the topic of images has partitions
 *     are idle
 * @param imagesInWork how many images are decoded or in the model at once
 * @param stateFolder for the local copy of shots and products; may be lost, is restored then
 * @param commitInterval how long results wait until readers of committed records see them
 * @param stopTimeout how long a stop waits for the images in hand
 * @param maxAge images that waited longer are skipped, where their product does not say otherwise;
 *     null: none is too old
 * @param from where an application without offsets begins; null: with the earliest image, unless
 *     images would get a second result
 * @param standard of products whose settings leave it open
 * @param repeats of cameras that are noticed
 * @param learns whether thresholds are learnt from the line's images
 * @param evidence which images of alerts are kept
 */
public record StreamsSettings(
    ClusterSettings cluster,
    Topics topics,
    String applicationId,
    int threads,
    int imagesInWork,
    Path stateFolder,
    Duration commitInterval,
    Duration stopTimeout,
    @Nullable Duration maxAge,
    Membership membership,
    @Nullable StartFrom from,
    StandardSettings standard,
    RepeatSettings repeats,
    boolean learns,
    EvidenceSettings evidence) {
  private static final String CHECK_SUFFIX = "-catalog-check";
  private static final String LEARNER_SUFFIX = "-learner";

  /** Each commit costs the broker a marker for every partition. Answers have one of their own. */
  private static final Duration LEARNER_COMMIT = Duration.ofSeconds(5);

  /** Some hundred results; fewer come after half a second. */
  private static final int LEARNER_FETCH_BYTES = 256 << 10;

  public StreamsSettings {
    requireNonNull(cluster, "cluster");
    requireNonNull(topics, "topics");
    requireNonNull(applicationId, "applicationId");
    requireNonNull(stateFolder, "stateFolder");
    requireNonNull(membership, "membership");
    requireNonNull(standard, "standard");
    requireNonNull(repeats, "repeats");
    requireNonNull(evidence, "evidence");
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException(
          "application id must not be blank, got '" + applicationId + "'");
    }
    Bounds.requireAtLeast("threads", threads, 1);
    Bounds.requireAtLeast("images in work", imagesInWork, 1);
    Bounds.requireAtLeast("commit interval", commitInterval, Duration.ZERO);
    Bounds.requireAtLeast("stop timeout", stopTimeout, Duration.ZERO);
    if (maxAge != null) {
      Bounds.requireAtLeast("max age", maxAge, Duration.ZERO);
    }
  }

  /** Application shotline, 1 thread, 8 images in work, 100 ms between commits, 30 s to stop. */
  public static StreamsSettings of(ClusterSettings cluster, Topics topics, Path stateFolder) {
    return new StreamsSettings(
        cluster,
        topics,
        "shotline",
        1,
        8,
        stateFolder,
        Duration.ofMillis(100),
        Duration.ofSeconds(30),
        null,
        Membership.DYNAMIC,
        null,
        StandardSettings.DEFAULT,
        RepeatSettings.DEFAULT,
        true,
        EvidenceSettings.DEFAULT);
  }

  /** The consumer groups that the streams make. */
  public static List<String> groups(String applicationId) {
    return List.of(applicationId, applicationId + CHECK_SUFFIX, learnerId(applicationId));
  }

  /** The same on another cluster. */
  public StreamsSettings withCluster(ClusterSettings other) {
    return with(other, applicationId, stateFolder, from, standard);
  }

  /** The same under another application id. */
  public StreamsSettings withApplicationId(String other) {
    return with(cluster, other, stateFolder, from, standard);
  }

  /** The same, beginning elsewhere if the application has no offsets. */
  public StreamsSettings withStart(@Nullable StartFrom start) {
    return with(cluster, applicationId, stateFolder, start, standard);
  }

  /** The same with its local copy elsewhere. */
  public StreamsSettings withStateFolder(Path folder) {
    return with(cluster, applicationId, folder, from, standard);
  }

  /** The same with other settings of products that leave them open. */
  public StreamsSettings withStandard(StandardSettings other) {
    return with(cluster, applicationId, stateFolder, from, other);
  }

  /** The same, noticing other repeats. */
  public StreamsSettings withRepeats(RepeatSettings other) {
    return with(other, learns, evidence);
  }

  /** The same with thresholds that are learnt or not. */
  public StreamsSettings withLearning(boolean other) {
    return with(repeats, other, evidence);
  }

  /** The same, keeping other images of alerts. */
  public StreamsSettings withEvidence(EvidenceSettings other) {
    return with(repeats, learns, other);
  }

  private StreamsSettings with(RepeatSettings noticed, boolean learning, EvidenceSettings kept) {
    return new StreamsSettings(
        cluster,
        topics,
        applicationId,
        threads,
        imagesInWork,
        stateFolder,
        commitInterval,
        stopTimeout,
        maxAge,
        membership,
        from,
        standard,
        noticed,
        learning,
        kept);
  }

  private StreamsSettings with(
      ClusterSettings other,
      String id,
      Path folder,
      @Nullable StartFrom start,
      StandardSettings open) {
    return new StreamsSettings(
        other,
        topics,
        id,
        threads,
        imagesInWork,
        folder,
        commitInterval,
        stopTimeout,
        maxAge,
        membership,
        start,
        open,
        repeats,
        learns,
        evidence);
  }

  /** How much each stream thread polls ahead: together an eighth of the heap, or one record. */
  long heldBytes() {
    return Math.max(MessageLimits.RECORD_BYTES, Runtime.getRuntime().maxMemory() / 8 / threads);
  }

  /** Returns what Kafka Streams is given for the scoring. */
  public Properties scoring() {
    Properties properties = StreamsProperties.of(this, applicationId, threads);
    if (membership.instanceId() != null) {
      // Streams adds the number of the thread.
      properties.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          membership.instanceId());
    }
    return properties;
  }

  /** Returns what Kafka Streams is given for the check of shots and products. */
  public Properties catalogCheck() {
    return StreamsProperties.of(this, catalogCheckId(), 1);
  }

  /** Returns the id of an application's learner. */
  static String learnerId(String applicationId) {
    return applicationId + LEARNER_SUFFIX;
  }

  /** Returns what Kafka Streams is given for the learner: images do not wait for it. */
  public Properties learner() {
    Properties properties = StreamsProperties.of(this, learnerId(applicationId), 1);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, LEARNER_COMMIT.toMillis());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
        LEARNER_FETCH_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG),
        TimestampType.LOG_APPEND_TIME.name);
    return properties;
  }

  /** Returns the group of the check of shots and products. */
  String catalogCheckId() {
    return applicationId + CHECK_SUFFIX;
  }
}
