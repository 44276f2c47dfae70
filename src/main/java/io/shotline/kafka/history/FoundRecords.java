package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.RecordPlace;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.PlacedRecords;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a topic for people who wait: after the cluster did not answer, it refuses for
 * some seconds at once. Safe for use by many threads, which take turns.
 */
final class FoundRecords implements AutoCloseable {
  private static final Duration REFUSED = Duration.ofSeconds(5);

  private final PlacedRecords records;
  private final LongSupplier nanos;
  private @Nullable ClusterException failure;
  private long failedNanos;

  /** Makes a reader; it connects with the first record. */
  FoundRecords(ClusterSettings cluster, String topic) {
    this(cluster, topic, System::nanoTime);
  }

  /** Makes a reader by another time than this machine's. */
  FoundRecords(ClusterSettings cluster, String topic, LongSupplier nanos) {
    this.records = new PlacedRecords(cluster, topic);
    this.nanos = requireNonNull(nanos, "nanos");
  }

  /**
   * Returns the record; empty if it was deleted.
   *
   * @param place in a partition that there is
   * @throws LineUnavailableException if the cluster does not answer, or did not some seconds ago
   */
  synchronized Optional<ConsumerRecord<byte[], byte[]>> find(RecordPlace place) {
    ClusterException before = failure;
    if (before != null && nanos.getAsLong() - failedNanos < REFUSED.toNanos()) {
      throw unavailable(before);
    }
    try {
      Optional<ConsumerRecord<byte[], byte[]>> found =
          records.read(place.partition(), place.offset());
      failure = null;
      return found;
    } catch (ClusterException e) {
      failure = e;
      failedNanos = nanos.getAsLong();
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    records.close();
  }

  private static LineUnavailableException unavailable(ClusterException failure) {
    return new LineUnavailableException(String.valueOf(failure.getMessage()), failure);
  }
}
