package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it is on the cluster.
 *
 * @param partitions 0 if it does not exist
 * @param replicationFactor 0 if it does not exist
 * @param cleanupPolicy empty if it does not exist
 * @param retention null if records are kept for ever or it does not exist
 * @param differences from the wanted policy, each a sentence; empty if all is well
 */
public record TopicState(
    String name,
    boolean exists,
    int partitions,
    int replicationFactor,
    String cleanupPolicy,
    @Nullable Duration retention,
    List<String> differences) {
  public TopicState {
    requireNonNull(name, "name");
    requireNonNull(cleanupPolicy, "cleanupPolicy");
    differences = List.copyOf(differences);
  }
}
