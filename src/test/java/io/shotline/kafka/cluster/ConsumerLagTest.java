package io.shotline.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
  private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();

  @Test
  void shouldAddWhatIsReadAheadAlsoWhereTheTopicIsReadToItsEnd() {
    lag("thread-1", "images", 0, 0);
    lag("thread-1", "images", 1, 40);

    assertThat(ConsumerLag.of("images", metrics, Map.of(), partition -> 7))
        .isEqualTo(Map.of(partition(0), 7L, partition(1), 47L));
  }

  @Test
  void shouldCountAPartitionOnceThatWentToAnotherThread() {
    lag("thread-1", "images", 0, 5);
    lag("thread-2", "images", 0, 3);

    assertThat(ConsumerLag.of("images", metrics, Map.of(), partition -> 2))
        .isEqualTo(Map.of(partition(0), 7L));
  }

  @Test
  void shouldCountWhatTheBrokerHasBehindAConsumerThatReadsNoMore() {
    lag("thread-1", "images", 0, 1);
    lag("thread-1", "images", 1, Double.NaN);

    assertThat(ConsumerLag.of("images", metrics, Map.of(0, 30L, 1, 20L), partition -> 2))
        .isEqualTo(Map.of(partition(0), 32L, partition(1), 22L));
  }

  @Test
  void shouldLeaveOutWhatNoConsumerHas() {
    lag("thread-1", "prompts", 0, 5);
    lag("thread-1", "images", 1, Double.NaN);

    assertThat(ConsumerLag.of("images", metrics, Map.of(), partition -> 2)).isEmpty();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("images", number);
  }

  private void lag(String client, String topic, int partition, double lag) {
    Map<String, String> tags =
        Map.of("client-id", client, "topic", topic, "partition", String.valueOf(partition));
    MetricName name = new MetricName("records-lag", "consumer-fetch-manager-metrics", "", tags);
    metrics.put(name, new Value(name, lag));
  }

  private record Value(MetricName metricName, Object metricValue) implements Metric {}
}
