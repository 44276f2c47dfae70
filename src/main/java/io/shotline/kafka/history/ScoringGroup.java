package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.LineGroup;
import io.shotline.core.line.LineSystem;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster for the instances that score the images, at most once in {@value
 * #SECONDS_BETWEEN} seconds. Safe for use by many threads, which take turns.
 */
public final class ScoringGroup implements LineSystem {
  private static final int SECONDS_BETWEEN = 5;

  /** Streams names the consumer of each of its threads so. */
  private static final Pattern THREAD = Pattern.compile("-StreamThread-\\d+-consumer$");

  private final ClusterSettings cluster;
  private final ClusterReplies answers;
  private final String images;
  private final String group;
  private final Clock clock;
  private Instant askedAt = Instant.MIN;
  private @Nullable LineGroup last;
  private @Nullable ClusterException failure;

  /**
   * Makes one that has not asked yet.
   *
   * @param group the application id of the instances
   */
  public ScoringGroup(ClusterSettings cluster, Topics topics, String group, Clock clock) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.answers = new ClusterReplies(cluster);
    this.images = topics.images();
    this.group = requireNonNull(group, "group");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public synchronized LineGroup group() {
    Instant now = clock.instant();
    if (askedAt.isBefore(now.minusSeconds(SECONDS_BETWEEN)) || askedAt.isAfter(now)) {
      look(now);
    }
    ClusterException why = failure;
    if (why != null) {
      throw new LineUnavailableException(String.valueOf(why.getMessage()), why);
    }
    return requireNonNull(last, "last");
  }

  private void look(Instant now) {
    try (Admin admin = cluster.open(() -> Admin.create(cluster.admin()))) {
      last = ask(admin, now);
      failure = null;
    } catch (ClusterException e) {
      failure = e;
    }
    askedAt = now;
  }

  private LineGroup ask(Admin admin, Instant now) {
    List<LineGroup.Backlog> backlogs = backlogs(admin);
    String what = "group " + group;
    KafkaFuture<ConsumerGroupDescription> asked =
        requireNonNull(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
    if (answers.failsWith(GroupIdNotFoundException.class, asked, what)) {
      return new LineGroup(group, GroupState.DEAD.name(), now, List.of(), backlogs);
    }
    ConsumerGroupDescription described = answers.get(asked, what);
    return new LineGroup(
        group, described.groupState().name(), now, instances(described.members()), backlogs);
  }

  /** Brings the threads of each process together. */
  private List<LineGroup.Instance> instances(Collection<MemberDescription> members) {
    Map<String, TreeSet<Integer>> partitions = new TreeMap<>();
    Map<String, String> hosts = new HashMap<>();
    for (MemberDescription member : members) {
      String name = THREAD.matcher(member.clientId()).replaceFirst("");
      hosts.put(name, member.host().replaceFirst("^/", ""));
      TreeSet<Integer> own = partitions.computeIfAbsent(name, each -> new TreeSet<>());
      member.assignment().topicPartitions().stream()
          .filter(partition -> partition.topic().equals(images))
          .forEach(partition -> own.add(partition.partition()));
    }
    List<LineGroup.Instance> instances = new ArrayList<>();
    partitions.forEach(
        (name, own) ->
            instances.add(
                new LineGroup.Instance(name, hosts.getOrDefault(name, ""), List.copyOf(own))));
    return instances;
  }

  private List<LineGroup.Backlog> backlogs(Admin admin) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.get(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "the offsets of group " + group);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    for (TopicPartition partition : partitions(admin)) {
      latest.put(partition, OffsetSpec.latest());
      earliest.put(partition, OffsetSpec.earliest());
    }
    var ends = answers.get(admin.listOffsets(latest).all(), "the ends of topic " + images);
    var starts = answers.get(admin.listOffsets(earliest).all(), "the starts of topic " + images);
    return ends.keySet().stream()
        .sorted(Comparator.comparing(TopicPartition::partition))
        .map(
            partition ->
                new LineGroup.Backlog(
                    partition.partition(),
                    backlog(
                        requireNonNull(starts.get(partition)),
                        requireNonNull(ends.get(partition)),
                        committed.get(partition))))
        .toList();
  }

  /** Images that were deleted do not wait. */
  private static long backlog(
      ListOffsetsResultInfo start, ListOffsetsResultInfo end, @Nullable OffsetAndMetadata done) {
    long next = done == null ? start.offset() : Math.max(start.offset(), done.offset());
    return Math.max(0, end.offset() - next);
  }

  private List<TopicPartition> partitions(Admin admin) {
    return answers
        .get(
            requireNonNull(admin.describeTopics(List.of(images)).topicNameValues().get(images)),
            "topic " + images)
        .partitions()
        .stream()
        .map(TopicPartitionInfo::partition)
        .map(number -> new TopicPartition(images, number))
        .toList();
  }
}
