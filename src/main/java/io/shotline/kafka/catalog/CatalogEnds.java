package io.shotline.kafka.catalog;

import io.shotline.kafka.cluster.ClusterSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the cluster where partitions end. Safe for use by many threads. */
public final class CatalogEnds implements AutoCloseable {
  private final ClusterSettings cluster;
  private final Admin admin;

  public CatalogEnds(ClusterSettings cluster) {
    this.cluster = cluster;
    this.admin = cluster.open(() -> Admin.create(cluster.admin()));
  }

  /** The offsets behind the last committed records; does not block. */
  public KafkaFuture<Map<TopicPartition, Long>> of(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .thenApply(
            answers -> {
              Map<TopicPartition, Long> ends = new HashMap<>();
              answers.forEach((partition, answer) -> ends.put(partition, answer.offset()));
              return ends;
            });
  }

  @Override
  public void close() {
    admin.close(cluster.timeout());
  }
}
