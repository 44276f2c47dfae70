package io.shotline.kafka.topic;

import io.shotline.core.threshold.LearntThreshold;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.wire.LearntThresholdCodec;
import java.util.Collection;
import java.util.List;

/**
 * What was learnt on the line, on its topic. Calls block up to the cluster's timeout and throw
 * {@link ClusterException}. Safe for use by many threads.
 */
public final class ThresholdTopic implements AutoCloseable {
  private final CompactedTopic topic;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public ThresholdTopic(ClusterSettings cluster, Topics topics) {
    this.topic = new CompactedTopic(cluster, topics, TopicRole.THRESHOLDS);
  }

  /** Returns what is known by now of all products and cameras. */
  public Collection<LearntThreshold> latest() {
    return List.copyOf(
        topic
            .latest(key -> true, record -> LearntThresholdCodec.parse(record.value()).asOptional())
            .values());
  }

  @Override
  public void close() {
    topic.close();
  }
}
