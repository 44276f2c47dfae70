package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterReplies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how topics are kept. Part of a {@link TopicAdmin}, which owns the client. */
final class TopicSurvey {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSurvey.class);
  private static final Duration DEFAULT_TOMBSTONES = Duration.ofHours(24);

  private final Admin admin;
  private final ClusterReplies answers;
  private final Topics topics;

  TopicSurvey(Admin admin, ClusterReplies answers, Topics topics) {
    this.admin = requireNonNull(admin, "admin");
    this.answers = requireNonNull(answers, "answers");
    this.topics = requireNonNull(topics, "topics");
  }

  /** Those of the topics that exist. */
  Map<TopicRole, TopicDescription> existing(Collection<TopicRole> roles) {
    Map<String, KafkaFuture<TopicDescription>> futures =
        admin.describeTopics(roles.stream().map(topics::name).toList()).topicNameValues();
    Map<TopicRole, TopicDescription> existing = new EnumMap<>(TopicRole.class);
    for (TopicRole role : roles) {
      String name = topics.name(role);
      KafkaFuture<TopicDescription> future = requireNonNull(futures.get(name));
      String what = "topic " + name;
      if (!answers.failsWith(UnknownTopicOrPartitionException.class, future, what)) {
        existing.put(role, answers.get(future, what));
      }
    }
    return existing;
  }

  /** The settings of topics that exist. */
  Map<TopicRole, Config> configs(Collection<TopicRole> roles) {
    Map<TopicRole, KafkaFuture<Config>> asked = new EnumMap<>(TopicRole.class);
    for (TopicRole role : roles) {
      ConfigResource resource = resource(role);
      asked.put(role, admin.describeConfigs(List.of(resource)).values().get(resource));
    }
    Map<TopicRole, Config> configs = new EnumMap<>(TopicRole.class);
    asked.forEach(
        (role, config) -> configs.put(role, answers.get(config, "topic " + topics.name(role))));
    return configs;
  }

  /** All topics as they are, in the order of {@link TopicRole}. */
  List<TopicState> states(Map<TopicRole, TopicDescription> existing) {
    Map<TopicRole, Config> configs = configs(existing.keySet());
    int most = existing.values().stream().mapToInt(TopicSurvey::copies).max().orElse(0);
    List<TopicState> states = new ArrayList<>();
    for (TopicRole role : TopicRole.values()) {
      TopicDescription description = existing.get(role);
      Config config = configs.get(role);
      states.add(
          description == null || config == null
              ? missing(topics.name(role), existing.isEmpty())
              : state(role, description, config, most));
    }
    return states;
  }

  /**
   * How long these topics keep the record that something was removed, the shortest of them; Kafka's
   * default where their settings may not be read.
   */
  Duration tombstonesKept(Collection<TopicRole> roles) {
    List<ConfigResource> resources = roles.stream().map(this::resource).toList();
    KafkaFuture<Map<ConfigResource, Config>> asked = admin.describeConfigs(resources).all();
    if (answers.failsWith(AuthorizationException.class, asked, "the settings of topics")) {
      LOG.info("may not read how long topics keep removals; {} is assumed", DEFAULT_TOMBSTONES);
      return DEFAULT_TOMBSTONES;
    }
    return answers.get(asked, "the settings of topics").values().stream()
        .map(config -> TopicDifferences.value(config, TopicConfig.DELETE_RETENTION_MS_CONFIG))
        .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
        .min(Comparator.naturalOrder())
        .orElse(DEFAULT_TOMBSTONES);
  }

  /** Returns the largest record that a topic takes; empty if its settings may not be read. */
  OptionalLong largestRecord(TopicRole role) {
    String what = "the settings of topic " + topics.name(role);
    ConfigResource topic = resource(role);
    KafkaFuture<Config> asked =
        requireNonNull(admin.describeConfigs(List.of(topic)).values().get(topic));
    return answers.failsWith(AuthorizationException.class, asked, what)
        ? OptionalLong.empty()
        : OptionalLong.of(
            Long.parseLong(
                TopicDifferences.value(
                    answers.get(asked, what), TopicConfig.MAX_MESSAGE_BYTES_CONFIG)));
  }

  static int copies(TopicDescription topic) {
    return topic.partitions().get(0).replicas().size();
  }

  /** What to do about a topic that has fewer copies than others. */
  static String fewerCopies(TopicDescription topic, int most) {
    return "has "
        + copies(topic)
        + " of "
        + most
        + " copies; add them with Kafka's kafka-reassign-partitions.sh";
  }

  private ConfigResource resource(TopicRole role) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topics.name(role));
  }

  private static TopicState missing(String name, boolean all) {
    String remedy = "does not exist; make it with: shotline topics " + (all ? "create" : "upgrade");
    return new TopicState(name, false, 0, 0, "", null, List.of(remedy));
  }

  private static TopicState state(
      TopicRole role, TopicDescription topic, Config config, int mostCopies) {
    long millis = Long.parseLong(TopicDifferences.value(config, TopicConfig.RETENTION_MS_CONFIG));
    String policy = TopicDifferences.value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    boolean kept = millis < 0 || !policy.contains(TopicConfig.CLEANUP_POLICY_DELETE);
    List<String> differences =
        new ArrayList<>(
            TopicDifferences.changes(role, config).stream().map(TopicChange::sentence).toList());
    if (copies(topic) < mostCopies) {
      differences.add(fewerCopies(topic, mostCopies));
    }
    return new TopicState(
        topic.name(),
        true,
        topic.partitions().size(),
        copies(topic),
        policy,
        kept ? null : Duration.ofMillis(millis),
        differences);
  }
}
