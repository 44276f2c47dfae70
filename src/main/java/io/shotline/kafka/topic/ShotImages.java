package io.shotline.kafka.topic;

import io.shotline.core.product.Shot;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads shots' images from where they lie on the topic, one at a time, so that none is held. Safe
 * for use by many threads, which take turns.
 */
public final class ShotImages implements AutoCloseable {
  private final PlacedRecords records;

  /**
   * Connects.
   *
   * @throws ClusterException if that cannot be done
   */
  public ShotImages(ClusterSettings cluster, Topics topics) {
    this.records = new PlacedRecords(cluster, topics.prompts());
  }

  /**
   * The shot with its image; empty if it was removed or replaced and the topic compacted meanwhile.
   *
   * @throws ClusterException if the cluster does not answer
   */
  public Optional<Shot> read(ShotRecord listed) {
    return records.read(listed.partition(), listed.offset()).flatMap(ShotImages::shot);
  }

  private static Optional<Shot> shot(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    return ShotCodec.parse(record.value(), record.key(), time).asOptional();
  }

  @Override
  public void close() {
    records.close();
  }
}
