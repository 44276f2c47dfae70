package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterReplies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Brings topics of an older version up to date without losing a record: a retention is made longer
 * and never shorter, settings that shotline does not name stay, and so do partitions. Part of a
 * {@link TopicAdmin}, which owns the client.
 */
final class TopicUpgrade {
  private final Admin admin;
  private final ClusterReplies answers;
  private final Topics topics;
  private final boolean dryRun;
  private final Consumer<String> told;

  /**
   * @param dryRun says what would be done and does nothing
   * @param told what was done, a line for each change
   */
  TopicUpgrade(
      Admin admin, ClusterReplies answers, Topics topics, boolean dryRun, Consumer<String> told) {
    this.admin = requireNonNull(admin, "admin");
    this.answers = requireNonNull(answers, "answers");
    this.topics = requireNonNull(topics, "topics");
    this.dryRun = dryRun;
    this.told = requireNonNull(told, "told");
  }

  /**
   * Does it.
   *
   * @param existing at least one topic
   * @param configs of those
   */
  void run(Map<TopicRole, TopicDescription> existing, Map<TopicRole, Config> configs) {
    int copies = existing.values().stream().mapToInt(TopicSurvey::copies).max().orElseThrow();
    for (TopicRole role : TopicRole.values()) {
      TopicDescription topic = existing.get(role);
      Config config = configs.get(role);
      if (topic == null || config == null) {
        make(role, wanted(role, existing), copies);
      } else {
        change(topic.name(), TopicDifferences.changes(role, config));
        tellOfLayout(role, topic, existing, copies);
      }
    }
  }

  private void make(TopicRole role, int partitions, int copies) {
    String name = topics.name(role);
    if (!dryRun) {
      NewTopic topic = new NewTopic(name, partitions, (short) copies);
      answers.get(
          admin.createTopics(List.of(topic.configs(role.config()))).all(), "making topic " + name);
    }
    told.accept(
        did("made", "make") + name + ": " + partitions + " partitions, " + copies + " copies");
  }

  private void change(String topic, List<TopicChange> changes) {
    List<TopicChange> allowed = new ArrayList<>();
    for (TopicChange change : changes) {
      if (change.obstacle() == null) {
        allowed.add(change);
      } else {
        told.accept("left " + topic + ": " + change.sentence());
      }
    }
    if (!dryRun && !allowed.isEmpty()) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      List<AlterConfigOp> operations = allowed.stream().map(TopicUpgrade::set).toList();
      answers.get(
          admin.incrementalAlterConfigs(Map.of(resource, operations)).all(),
          "changing topic " + topic);
    }
    for (TopicChange change : allowed) {
      told.accept(
          did("set", "set")
              + topic
              + ": "
              + change.setting()
              + " "
              + change.is()
              + " -> "
              + change.wanted());
    }
  }

  /** Copies and partitions are moved by whoever runs the cluster. */
  private void tellOfLayout(
      TopicRole role, TopicDescription topic, Map<TopicRole, TopicDescription> all, int copies) {
    if (TopicSurvey.copies(topic) < copies) {
      told.accept("left " + topic.name() + ": it " + TopicSurvey.fewerCopies(topic, copies));
    }
    int wanted = wanted(role, all);
    int is = topic.partitions().size();
    if (is != wanted) {
      told.accept(
          "left " + topic.name() + ": " + is + " partitions, " + wanted + " if it were made now");
    }
  }

  private static int wanted(TopicRole role, Map<TopicRole, TopicDescription> existing) {
    // An alert and its image lie in partitions of one number.
    boolean likeAlerts = role == TopicRole.EVIDENCE && existing.containsKey(TopicRole.ANOMALIES);
    TopicRole like = likeAlerts ? TopicRole.ANOMALIES : TopicRole.IMAGES;
    return role.partitions(new TopicLayout(partitions(like, existing), (short) 1));
  }

  /** Of this topic; where it is missing, of the one with most. */
  private static int partitions(TopicRole like, Map<TopicRole, TopicDescription> existing) {
    TopicDescription topic = existing.get(like);
    return topic == null
        ? existing.values().stream().mapToInt(t -> t.partitions().size()).max().orElseThrow()
        : topic.partitions().size();
  }

  private static AlterConfigOp set(TopicChange change) {
    return new AlterConfigOp(
        new ConfigEntry(change.setting(), change.wanted()), AlterConfigOp.OpType.SET);
  }

  private String did(String done, String planned) {
    return (dryRun ? "would " + planned : done) + " ";
  }
}
