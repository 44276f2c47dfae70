package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the consumer's lag at every scrape, on the thread that scrapes. */
final class LagCollector extends Collector implements Collector.Describable {
  private static final Logger LOG = LoggerFactory.getLogger(LagCollector.class);

  private volatile Supplier<List<PartitionLag>> source = List::of;

  void source(Supplier<List<PartitionLag>> supplier) {
    source = requireNonNull(supplier, "supplier");
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily family = family();
    for (PartitionLag lag : read()) {
      family.addMetric(
          List.of(lag.topic(), String.valueOf(lag.partition())), (double) lag.records());
    }
    return List.of(family);
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(family());
  }

  private List<PartitionLag> read() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      // A consumer that is closing must not take all other series along.
      LOG.warn("the consumer's lag is left out of this scrape: {}", e.toString());
      return List.of();
    }
  }

  private static GaugeMetricFamily family() {
    return new GaugeMetricFamily(
        "shotline_consumer_lag",
        "Images without a result yet: not read, or read ahead and held.",
        List.of("topic", "partition"));
  }
}
