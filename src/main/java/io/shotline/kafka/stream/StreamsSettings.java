package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.MessageLimits;
import io.shotline.kafka.topic.StartFrom;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
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
 * @param closeTimeout how long a stop waits for the images in hand
 * @param maxAge images that waited longer are skipped, where their product does not say otherwise;
 *     null: none is too old
 * @param from where an application without offsets begins; null: with the earliest image, unless
 *     images would get a second result
 */
public record StreamsSettings(
    ClusterSettings cluster,
    Topics topics,
    String applicationId,
    int threads,
    int imagesInWork,
    Path stateFolder,
    Duration commitInterval,
    Duration closeTimeout,
    @Nullable Duration maxAge,
    Membership membership,
    @Nullable StartFrom from) {
  private static final String CHECK_SUFFIX = "-catalog-check";

  /** Few, since a slow model takes seconds for each: all must be done within the poll interval. */
  private static final int POLL_RECORDS = 16;

  /** One image may take seconds, and so the time between two commits. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Buffers of sockets as large as the system finds right. A stream thread reads its socket only
   * between two images; through Kafka's 64 kB an answer of some images would need many turns.
   */
  private static final int SYSTEM_BUFFER = -1;

  /**
   * A transaction that begins right behind another is refused until that one's end is written, some
   * milliseconds; asked again after Kafka's 100 ms, its results would be late.
   */
  private static final Duration TRANSACTION_RETRY = Duration.ofMillis(5);

  /** With the answer to a heartbeat the others hear that an instance came or went. */
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

  public StreamsSettings {
    requireNonNull(cluster, "cluster");
    requireNonNull(topics, "topics");
    requireNonNull(applicationId, "applicationId");
    requireNonNull(stateFolder, "stateFolder");
    requireNonNull(membership, "membership");
    if (applicationId.isBlank() || threads < 1 || imagesInWork < 1) {
      throw new IllegalArgumentException(
          threads + " threads, " + imagesInWork + " images of application '" + applicationId + "'");
    }
    if (maxAge != null && maxAge.isNegative()) {
      throw new IllegalArgumentException("a greatest age of " + maxAge);
    }
    if (commitInterval.isNegative() || closeTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "commit interval " + commitInterval + ", close timeout " + closeTimeout);
    }
  }

  /** Begins with the earliest image. */
  public StreamsSettings(
      ClusterSettings cluster,
      Topics topics,
      String applicationId,
      int threads,
      int imagesInWork,
      Path stateFolder,
      Duration commitInterval,
      Duration closeTimeout,
      @Nullable Duration maxAge,
      Membership membership) {
    this(
        cluster,
        topics,
        applicationId,
        threads,
        imagesInWork,
        stateFolder,
        commitInterval,
        closeTimeout,
        maxAge,
        membership,
        null);
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
        Membership.DYNAMIC);
  }

  /** The consumer groups that the streams make. */
  public static List<String> groups(String applicationId) {
    return List.of(applicationId, applicationId + CHECK_SUFFIX);
  }

  /** The same under another application id. */
  public StreamsSettings withApplicationId(String other) {
    return with(other, from);
  }

  /** The same, beginning elsewhere if the application has no offsets. */
  public StreamsSettings withStart(@Nullable StartFrom start) {
    return with(applicationId, start);
  }

  private StreamsSettings with(String id, @Nullable StartFrom start) {
    return new StreamsSettings(
        cluster,
        topics,
        id,
        threads,
        imagesInWork,
        stateFolder,
        commitInterval,
        closeTimeout,
        maxAge,
        membership,
        start);
  }

  /** How much each stream thread polls ahead: together an eighth of the heap, or one record. */
  long heldBytes() {
    return Math.max(MessageLimits.RECORD_BYTES, Runtime.getRuntime().maxMemory() / 8 / threads);
  }

  public Properties scoring() {
    Properties properties = properties(applicationId, threads);
    if (membership.instanceId() != null) {
      // Streams adds the number of the thread.
      properties.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          membership.instanceId());
    }
    return properties;
  }

  public Properties catalogCheck() {
    return properties(applicationId + CHECK_SUFFIX, 1);
  }

  private Properties properties(String id, int streamThreads) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    // Its constant is deprecated from the start. The handler is the one that stops.
    properties.put("processing.exception.handler.global.enabled", true);
    properties.put(StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    properties.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 60_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        millis(membership.sessionTimeout()));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
        millis(TRANSACTION_RETRY));
    properties.put(StreamsConfig.RECEIVE_BUFFER_CONFIG, SYSTEM_BUFFER);
    properties.put(StreamsConfig.SEND_BUFFER_CONFIG, SYSTEM_BUFFER);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        millis(HEARTBEAT_INTERVAL));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        millis(TRANSACTION_TIMEOUT));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        2L * MessageLimits.RECORD_BYTES);
    cluster.connected(properties);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streamThreads);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        MessageLimits.DEAD_LETTER_BYTES);
    Properties all = new Properties();
    all.putAll(properties);
    return all;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
