package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The instances that share the images of a line.
 *
 * @param name of the group
 * @param state as the cluster calls it, such as STABLE
 * @param seenAt when the cluster was asked
 * @param backlogs of all partitions of the topic of images, by their numbers
 */
public record LineGroup(
    String name, String state, Instant seenAt, List<Instance> instances, List<Backlog> backlogs) {
  public LineGroup {
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(seenAt, "seenAt");
    instances = List.copyOf(instances);
    backlogs = List.copyOf(backlogs);
  }

  /**
   * A process that scores.
   *
   * @param host where the cluster sees it
   * @param partitions that it reads, in their order
   */
  public record Instance(String name, String host, List<Integer> partitions) {
    public Instance {
      requireNonNull(name, "name");
      requireNonNull(host, "host");
      partitions = List.copyOf(partitions);
    }
  }

  /** Images of a partition that have no committed result yet. */
  public record Backlog(int partition, long images) {}

  /** Returns how many images have no committed result yet. */
  public long waiting() {
    return backlogs.stream().mapToLong(Backlog::images).sum();
  }
}
