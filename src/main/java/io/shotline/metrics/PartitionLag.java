package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

/**
 * How far the consumer is behind in one partition.
 *
 * @param records between the last one processed and the end of the partition
 */
public record PartitionLag(String topic, int partition, long records) {
  public PartitionLag {
    requireNonNull(topic, "topic");
  }
}
