package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.stream.StreamsClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads shots and products for the global stores, and tells the {@link CatalogFence} how far they
 * have come. Made by the {@link StreamsClients}; the global thread calls it.
 */
public final class CatalogConsumer extends GuardedConsumer {
  private final CatalogFence fence;

  public CatalogConsumer(Map<String, Object> settings, CatalogFence fence) {
    super(settings);
    this.fence = requireNonNull(fence, "fence");
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    // Who polls has put what was polled before into the stores.
    for (TopicPartition partition : assignment()) {
      try {
        fence.reached(partition, position(partition, Duration.ZERO));
      } catch (TimeoutException e) {
        // Not known before the first answer; the next poll tells.
      }
    }
    return super.poll(timeout);
  }
}
