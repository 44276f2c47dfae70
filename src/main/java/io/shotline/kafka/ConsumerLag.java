package io.shotline.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

/** The consumers' own count of records not yet read, from their metrics. */
final class ConsumerLag {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String LAG = "records-lag";

  private ConsumerLag() {}

  static Map<TopicPartition, Long> of(String topic, Map<MetricName, ? extends Metric> metrics) {
    Map<TopicPartition, Long> lags = new HashMap<>();
    metrics.forEach(
        (name, metric) -> {
          String partition = name.tags().get("partition");
          if (name.group().equals(GROUP)
              && name.name().equals(LAG)
              && partition != null
              && topic.equals(name.tags().get("topic"))
              && metric.metricValue() instanceof Double lag
              && !lag.isNaN()) {
            lags.put(new TopicPartition(topic, Integer.parseInt(partition)), lag.longValue());
          }
        });
    return lags;
  }
}
