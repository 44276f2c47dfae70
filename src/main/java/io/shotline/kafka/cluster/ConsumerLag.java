package io.shotline.kafka.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records wait: those not yet read, and those that were read ahead and have no result yet.
 * The consumers count the unread ones in their metrics as of their last read. A consumer that reads
 * no more behind a model that hangs asks the broker, and notes it.
 */
public final class ConsumerLag {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String LAG = "records-lag";

  private ConsumerLag() {}

  /**
   * The lag by partition, of those that the consumers have.
   *
   * @param noted how many records of a partition were unread when the broker was asked, after the
   *     last read
   * @param readAhead how many records of a partition were read and have no result yet
   */
  public static Map<TopicPartition, Long> of(
      String topic,
      Map<MetricName, ? extends Metric> metrics,
      Map<Integer, Long> noted,
      IntUnaryOperator readAhead) {
    Map<TopicPartition, Long> lags = new HashMap<>();
    noted.forEach((partition, unread) -> lags.put(new TopicPartition(topic, partition), unread));
    metrics.forEach(
        (name, metric) -> {
          String partition = name.tags().get("partition");
          if (name.group().equals(GROUP)
              && name.name().equals(LAG)
              && partition != null
              && topic.equals(name.tags().get("topic"))
              && metric.metricValue() instanceof Double lag
              && !lag.isNaN()) {
            // A partition that went from one stream thread to another may have both for a moment.
            lags.merge(
                new TopicPartition(topic, Integer.parseInt(partition)), lag.longValue(), Math::max);
          }
        });
    // Asked second: a record that is read meanwhile counts twice for once, and never not at all.
    lags.replaceAll((partition, lag) -> lag + readAhead.applyAsInt(partition.partition()));
    return lags;
  }
}
