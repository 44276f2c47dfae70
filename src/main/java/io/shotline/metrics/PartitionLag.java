package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

/**
 * How far the consumer is behind in one partition.
 *
 * @param records that have no result yet
 */
public record PartitionLag(String topic, int partition, long records) {
  public PartitionLag {
    requireNonNull(topic, "topic");
  }
}
