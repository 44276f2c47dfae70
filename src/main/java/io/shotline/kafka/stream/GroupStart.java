package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.NewestResults;
import io.shotline.kafka.topic.StartFrom;
import io.shotline.kafka.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an application begins that has committed no offset of images: a new one, or one that was
 * away for so long that the cluster forgot its offsets. It must not score images again without a
 * word that have their results. Calls block up to the cluster's timeout and throw {@link
 * ClusterException}.
 */
final class GroupStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupStart.class);

  private final ClusterSettings cluster;
  private final Topics topics;
  private final String group;
  private final Admin admin;
  private final ClusterReplies answers;

  GroupStart(ClusterSettings cluster, Topics topics, String group) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.group = requireNonNull(group, "group");
    this.admin = cluster.open(() -> Admin.create(cluster.admin()));
    this.answers = new ClusterReplies(cluster);
  }

  /**
   * Sets the group's offsets; to be called before the streams start.
   *
   * @param from null: the earliest image, as long as no image there is has its result
   * @throws ClusterException if results would be made twice; names the remedy
   */
  void settle(@Nullable StartFrom from) {
    // Partitions that were added later have no offset either and are read from their start.
    if (hasOffsets() || hasMembers()) {
      tellNoEffect(from);
    } else if (from == null) {
      requireNoResults();
    } else if (commit(offsets(from.offsets()))) {
      LOG.info("application {} begins with images from {}", group, from);
    } else {
      // Another instance that starts at the same time was first: what it set holds for both.
      tellNoEffect(from);
    }
  }

  @Override
  public void close() {
    admin.close(cluster.timeout());
  }

  private void tellNoEffect(@Nullable StartFrom from) {
    if (from != null) {
      LOG.info(
          "--start-from {} has no effect: application {} has begun before and goes on",
          from,
          group);
    }
  }

  private boolean hasOffsets() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.get(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "the offsets of group " + group);
    return committed.entrySet().stream()
        .anyMatch(
            offset -> offset.getKey().topic().equals(topics.images()) && offset.getValue() != null);
  }

  /** Of an instance that has begun and committed nothing yet. */
  private boolean hasMembers() {
    KafkaFuture<ConsumerGroupDescription> description =
        admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
    String what = "group " + group;
    return description != null
        && !answers.failsWith(GroupIdNotFoundException.class, description, what)
        && !answers.get(description, what).members().isEmpty();
  }

  private void requireNoResults() {
    Map<TopicPartition, Long> starts = offsets(OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
    if (starts.equals(ends)) {
      return;
    }
    boolean twice =
        new NewestResults(cluster, topics)
            .anyOf(
                source -> {
                  TopicPartition images = new TopicPartition(source.topic(), source.partition());
                  return source.offset() >= starts.getOrDefault(images, Long.MAX_VALUE)
                      && source.offset() < ends.getOrDefault(images, 0L);
                });
    if (twice) {
      throw new ClusterException(
          "application "
              + group
              + " has no offsets, and images that are still on topic "
              + topics.images()
              + " have results on "
              + topics.scores()
              + "; give the --application-id that made them, or say where to begin: --start-from"
              + " latest leaves out the images there are, --start-from TIME (2026-11-24T06:00:00Z)"
              + " those that came before, --start-from earliest scores all of them again",
          null);
    }
  }

  /** Where each partition of images begins, ends, or was at a time. */
  private Map<TopicPartition, Long> offsets(OffsetSpec spec) {
    String images = topics.images();
    TopicDescription topic =
        answers.get(
            requireNonNull(admin.describeTopics(List.of(images)).topicNameValues().get(images)),
            "topic " + images);
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    topic
        .partitions()
        .forEach(info -> asked.put(new TopicPartition(images, info.partition()), spec));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answers.get(admin.listOffsets(asked).all(), "the offsets of topic " + images);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
    if (offsets.containsValue(-1L)) {
      // Nothing came since that time.
      offsets(OffsetSpec.latest())
          .forEach((partition, end) -> offsets.merge(partition, end, GroupStart::known));
    }
    return offsets;
  }

  private static long known(long offset, long end) {
    return offset < 0 ? end : offset;
  }

  /** False if the group has members by now, which keep what they have. */
  private boolean commit(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
    return !answers.failsWith(
        UnknownMemberIdException.class,
        admin.alterConsumerGroupOffsets(group, positions).all(),
        "setting the offsets of group " + group);
  }
}
