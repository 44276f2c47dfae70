package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.MessageLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What a topic is for, and how its records are kept. */
public enum TopicRole {
  /** Images from the cameras. */
  IMAGES("images", true, Duration.ofHours(24)),
  /** Normal shots. One partition: few records, which every instance reads in one order. */
  PROMPTS("prompts", false, null),
  /** Settings of products. One partition, as prompts. */
  PRODUCTS("products", false, null),
  /** Results of all images. */
  SCORES("scores", true, Duration.ofDays(7)),
  /** Alerts. */
  ANOMALIES("anomalies", true, Duration.ofDays(30)),
  /** Images of alerts, kept as long as these. */
  EVIDENCE("evidence", true, Duration.ofDays(30)),
  /** Records that could not be used. */
  DEAD_LETTERS("dead-letters", true, Duration.ofDays(30)),
  /** Operators' answers to alerts. One partition: people are slow. */
  FEEDBACK("feedback", false, null),
  /** What was learnt on the line. One partition, which every instance reads. */
  THRESHOLDS("thresholds", false, null),
  /** What people changed over HTTP. One partition: people are slow. */
  AUDIT("audit", false, Duration.ofDays(365));

  /** How long a compacted topic keeps the record that something was removed. */
  private static final Duration TOMBSTONES_KEPT = Duration.ofDays(30);

  private final String suffix;
  private final boolean partitioned;
  private final @Nullable Duration retention;

  TopicRole(String suffix, boolean partitioned, @Nullable Duration retention) {
    this.suffix = requireNonNull(suffix, "suffix");
    this.partitioned = partitioned;
    this.retention = retention;
  }

  /** The topic's name without the prefix. */
  public String suffix() {
    return suffix;
  }

  /** How long records are kept; empty where the topic is compacted, which keeps the latest. */
  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  /** {@code delete} or {@code compact}. */
  public String cleanupPolicy() {
    return retention == null
        ? TopicConfig.CLEANUP_POLICY_COMPACT
        : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  /** The largest record taken. */
  public int maxMessageBytes() {
    return this == DEAD_LETTERS ? MessageLimits.DEAD_LETTER_BYTES : MessageLimits.RECORD_BYTES;
  }

  int partitions(TopicLayout settings) {
    return partitioned ? settings.partitions() : 1;
  }

  Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes()));
    retention()
        .ifPresent(
            time -> config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis())));
    if (retention == null) {
      config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(TOMBSTONES_KEPT.toMillis()));
    }
    // By another setting the broker would unpack and pack again, records of any size in its heap.
    config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
    // By its sender's clock a record from the future would be refused, be it an image or a result,
    // and one from 1970 be deleted before it is read.
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
    return config;
  }
}
