package io.shotline.wire;

import static java.util.Objects.requireNonNull;

/** Which record something was read from. */
public record SourceRecord(String topic, int partition, long offset) {
  public SourceRecord {
    requireNonNull(topic, "topic");
  }

  /** {@code topic-partition-offset}, unique in the cluster. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
