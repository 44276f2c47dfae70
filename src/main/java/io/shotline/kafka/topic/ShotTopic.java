package io.shotline.kafka.topic;

import io.shotline.core.image.Rejection;
import io.shotline.core.product.Shot;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The shots on their topic, for whoever adds, removes or lists them. Calls block up to the
 * cluster's timeout and throw {@link ClusterException}. Safe for use by many threads.
 */
public final class ShotTopic implements AutoCloseable {
  private final CompactedTopic topic;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public ShotTopic(ClusterSettings cluster, Topics topics) {
    this.topic = new CompactedTopic(cluster, topics, TopicRole.PROMPTS);
  }

  /**
   * Adds a shot, or replaces the one of the same product and id; returns when it is safe.
   *
   * @throws IllegalArgumentException if the ids could not be read back: empty, over 1024
   *     characters, or a {@code /} in the product's
   */
  public void add(Shot shot) {
    topic.await(send(shot));
  }

  /**
   * Adds many shots, as {@link #add} does each; returns when all are safe. What is under way is
   * bounded by the send buffer.
   */
  public void addAll(Stream<Shot> shots) {
    shots.map(this::send).toList().forEach(topic::await);
  }

  /** Removes a shot; nothing happens if there is none. */
  public void remove(String productId, String shotId) {
    topic.put(ShotCodec.key(productId, shotId), null);
  }

  /**
   * All shots by product, the oldest first, without their images. A record that is no shot is left
   * out, and the one before it counts.
   */
  public List<ShotRecord> list() {
    return list(key -> true, ShotCheck.NONE);
  }

  /** The shots of one product, the oldest first. */
  public List<ShotRecord> list(String productId) {
    return list(Set.of(productId), ShotCheck.NONE);
  }

  /**
   * The shots of some products, by product, the oldest first.
   *
   * @param productIds none: all
   */
  public List<ShotRecord> list(Set<String> productIds, ShotCheck check) {
    return list(
        key -> productIds.isEmpty() || productIds.contains(ShotCodec.productId(key)), check);
  }

  @Override
  public void close() {
    topic.close();
  }

  private Future<RecordMetadata> send(Shot shot) {
    byte[] key = ShotCodec.key(shot.productId(), shot.shotId());
    byte[] value = ShotCodec.toBytes(shot);
    ShotCodec.parse(value, key, shot.addedAt()).orElseThrow();
    return topic.send(key, value);
  }

  private List<ShotRecord> list(Predicate<byte[]> wanted, ShotCheck check) {
    Map<Bytes, ShotRecord> latest =
        topic.fold(wanted, (before, record) -> listed(before, record, check));
    return latest.values().stream().sorted(ShotRecord.BY_PRODUCT_OLDEST_FIRST).toList();
  }

  private static Optional<ShotRecord> listed(
      @Nullable ShotRecord before, ConsumerRecord<byte[], byte[]> record, ShotCheck check) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    Optional<Shot> read = ShotCodec.parse(record.value(), record.key(), time).asOptional();
    Optional<Rejection> refused =
        before == null && !check.first()
            ? Optional.empty()
            : read.map(Shot::image).flatMap(check.decode());
    if (refused.isPresent() && before != null) {
      return Optional.of(before.keptFrom(refused.get()));
    }
    return read.map(shot -> ShotRecord.of(shot, record))
        .map(listed -> refused.map(listed::refused).orElse(listed));
  }
}
