package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes and inspects the topics. Calls block up to the cluster's timeout and throw {@link
 * ClusterException} if it cannot be reached or refuses.
 */
public final class TopicAdmin implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ClusterSettings cluster;
  private final Topics topics;
  private final Admin admin;
  private final ClusterReplies answers;
  private final TopicSurvey survey;

  public TopicAdmin(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.admin = cluster.open(() -> Admin.create(cluster.admin()));
    this.answers = new ClusterReplies(cluster);
    this.survey = new TopicSurvey(admin, answers, topics);
  }

  /**
   * Makes the topics that do not exist and waits until they can be used; those that exist are left
   * as they are.
   *
   * @return the names of the topics made
   */
  public List<String> create(TopicLayout settings) {
    Map<String, NewTopic> missing = new LinkedHashMap<>();
    Map<TopicRole, TopicDescription> existing = survey.existing(Arrays.asList(TopicRole.values()));
    for (TopicRole role : TopicRole.values()) {
      if (!existing.containsKey(role)) {
        String name = topics.name(role);
        NewTopic topic =
            new NewTopic(name, role.partitions(settings), settings.replicationFactor());
        missing.put(name, topic.configs(role.config()));
      }
    }
    List<String> made = new ArrayList<>();
    admin
        .createTopics(missing.values())
        .values()
        .forEach(
            (name, future) -> {
              // Another process may be making them, too.
              if (!answers.failsWith(TopicExistsException.class, future, "topic " + name)) {
                made.add(name);
              }
            });
    awaitAll();
    return made;
  }

  /** Makes a topic with the policy, partitions and copies of another, unless it exists. */
  public void createLike(TopicRole role, String name) {
    TopicDescription like = survey.existing(List.of(role)).get(role);
    if (like == null) {
      throw missing(List.of(topics.name(role)), "create");
    }
    short copies = (short) like.partitions().get(0).replicas().size();
    NewTopic topic = new NewTopic(name, like.partitions().size(), copies);
    KafkaFuture<Void> made = admin.createTopics(List.of(topic.configs(role.config()))).all();
    boolean unused = answers.failsWith(TopicExistsException.class, made, "making topic " + name);
  }

  /** Deletes these topics with all their records. */
  public void delete(Collection<String> names) {
    admin
        .deleteTopics(names)
        .topicNameValues()
        .forEach((name, future) -> answers.get(future, "deleting topic " + name));
  }

  /** Forgets what these groups have read; none of them may have members. */
  public void deleteGroups(Collection<String> groups) {
    admin
        .deleteConsumerGroups(groups)
        .deletedGroups()
        .forEach(
            (group, future) -> {
              // It may have read nothing yet.
              boolean unused =
                  answers.failsWith(GroupIdNotFoundException.class, future, "group " + group);
            });
  }

  /** All topics as they are, in the order of {@link TopicRole}. */
  public List<TopicState> describe() {
    return survey.states(survey.existing(Arrays.asList(TopicRole.values())));
  }

  /**
   * Brings topics that an older version made up to date, and makes those that are missing. Loses no
   * record: keeps what is kept longer, and other settings, partitions and copies as they are.
   *
   * @param dryRun says what would be done and does nothing
   * @param told what is done, a line for each change
   */
  public void upgrade(boolean dryRun, Consumer<String> told) {
    List<TopicRole> all = Arrays.asList(TopicRole.values());
    Map<TopicRole, TopicDescription> existing = survey.existing(all);
    if (existing.isEmpty()) {
      throw missing(all.stream().map(topics::name).toList(), "create");
    }
    new TopicUpgrade(admin, answers, topics, dryRun, told)
        .run(existing, survey.configs(existing.keySet()));
    if (!dryRun) {
      awaitAll();
    }
  }

  /** How many records of a topic a group has not committed yet. */
  public long unread(String group, TopicRole role) {
    String name = topics.name(role);
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.get(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "the offsets of group " + group);
    TopicDescription topic = requireNonNull(survey.existing(List.of(role)).get(role), name);
    long unread = 0;
    for (var end : ends(List.of(topic)).entrySet()) {
      OffsetAndMetadata done = committed.get(end.getKey());
      unread += end.getValue().offset() - (done == null ? 0 : done.offset());
    }
    return unread;
  }

  /** Where the partitions of topics end; their leaders are asked. */
  private Map<TopicPartition, ListOffsetsResultInfo> ends(Collection<TopicDescription> asked) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic : asked) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    return answers.get(admin.listOffsets(latest).all(), "the ends of topics");
  }

  /** What tells topics from others of the same names. */
  public List<Uuid> ids(Collection<TopicRole> roles) {
    return survey.existing(roles).values().stream().map(TopicDescription::topicId).toList();
  }

  /** How long these topics keep the record that something was removed, the shortest of them. */
  public Duration tombstonesKept(Collection<TopicRole> roles) {
    return survey.tombstonesKept(roles);
  }

  /** Returns the largest record that a topic takes; empty if its settings may not be read. */
  public OptionalLong largestRecord(TopicRole role) {
    return survey.largestRecord(role);
  }

  /**
   * Checks that topics exist.
   *
   * @throws ClusterException naming those that do not, and the remedy
   */
  public void require(Collection<TopicRole> roles) {
    Map<TopicRole, TopicDescription> existing = survey.existing(roles);
    List<String> missing =
        roles.stream().filter(role -> !existing.containsKey(role)).map(topics::name).toList();
    if (!missing.isEmpty()) {
      throw missing(missing, existing.isEmpty() ? "create" : "upgrade");
    }
  }

  /** The same for clients that have no admin of their own. */
  public static void require(ClusterSettings cluster, Topics topics, TopicRole... roles) {
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.require(Arrays.asList(roles));
    }
  }

  @Override
  public void close() {
    admin.close(cluster.timeout());
  }

  /** The controller makes a topic; brokers hear of it a little later. */
  private void awaitAll() {
    List<TopicRole> all = Arrays.asList(TopicRole.values());
    long deadline = System.nanoTime() + cluster.timeout().toNanos();
    while (survey.existing(all).size() < all.size() && System.nanoTime() < deadline) {
      try {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    require(all);
    // A leader may not know yet that it is one. A producer whose first records it refuses while it
    // takes the ones behind them fails for good.
    ends(survey.existing(all).values());
  }

  /** Topics of a version before lack only some, which get as many partitions and copies. */
  private ClusterException missing(List<String> names, String command) {
    return new ClusterException(
        "no topic "
            + String.join(", ", names)
            + " on "
            + cluster.bootstrapServers()
            + "; make the topics with: shotline topics "
            + command,
        null);
  }
}
