package io.shotline.kafka.stream;

import io.shotline.kafka.Await;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ShotCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Bytes;

/** Kafka's cleaner, made to hurry, so that a test sees a tombstone go within seconds. */
final class Compaction implements AutoCloseable {
  private final Line line;
  private final Admin admin;

  Compaction(Line line) throws Exception {
    this.line = line;
    this.admin = Admin.create(line.cluster.admin());
    alter(
        new ConfigResource(ConfigResource.Type.BROKER, ""), Map.of("log.cleaner.backoff.ms", "50"));
    alter(
        prompts(),
        Map.of(
            TopicConfig.SEGMENT_MS_CONFIG,
            "1",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.001",
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            "0"));
  }

  /** Waits until the topic has neither the shot nor a record of its removal. */
  void awaitForgotten(String product, String shotId) {
    Bytes key = Bytes.wrap(ShotCodec.key(product, shotId));
    Await.until(
        "no word of " + key,
        () -> {
          // Only a segment that is no longer written to is cleaned.
          line.shots.add(StreamSamples.shot("filler", "s1"));
          return !keys().contains(key);
        });
  }

  /** What the topic says from now on. */
  void keepTombstones(Duration time) throws Exception {
    alter(
        prompts(), Map.of(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(time.toMillis())));
  }

  @Override
  public void close() {
    admin.close();
  }

  private ConfigResource prompts() {
    return new ConfigResource(ConfigResource.Type.TOPIC, line.topics.prompts());
  }

  private void alter(ConfigResource resource, Map<String, String> settings) throws Exception {
    Collection<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
  }

  private Set<Bytes> keys() {
    List<TopicPartition> partition = List.of(new TopicPartition(line.topics.prompts(), 0));
    Set<Bytes> keys = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(line.cluster.consumer())) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = consumer.endOffsets(partition).get(partition.get(0));
      while (consumer.position(partition.get(0)) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(Bytes.wrap(record.key())));
      }
    }
    return keys;
  }
}
