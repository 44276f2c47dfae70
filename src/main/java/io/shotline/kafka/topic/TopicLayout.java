package io.shotline.kafka.topic;

/**
 * How topics are made.
 *
 * @param partitions of images, scores, anomalies, evidence and dead letters: the most stream
 *     threads, over all instances, that can score at once
 * @param replicationFactor copies of each record, at most the number of brokers
 */
public record TopicLayout(int partitions, short replicationFactor) {
  /** 8 partitions, 1 copy. */
  public static final TopicLayout DEFAULT = new TopicLayout(8, (short) 1);

  public TopicLayout {
    if (partitions < 1 || replicationFactor < 1) {
      throw new IllegalArgumentException(
          partitions + " partitions with " + replicationFactor + " replicas");
    }
  }
}
