package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.learn.LearnerTopology;
import io.shotline.kafka.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that an application keeps things in for itself: its judged events, and what its
 * learner heard and knows. Kafka Streams makes them at the first start. Calls block up to the
 * cluster's timeout and throw {@link ClusterException}.
 */
public final class InternalTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InternalTopics.class);

  private final ClusterSettings cluster;
  private final Topics topics;
  private final String name;
  private final List<String> all;
  private final Admin admin;
  private final ClusterReplies answers;

  /** Connects. */
  public InternalTopics(ClusterSettings cluster, Topics topics, String applicationId) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.name = applicationId + "-" + JudgedEvents.STORE + "-changelog";
    this.all =
        new ArrayList<>(LearnerTopology.internalTopics(StreamsSettings.learnerId(applicationId)));
    all.add(name);
    this.admin = cluster.open(() -> Admin.create(cluster.admin()));
    this.answers = new ClusterReplies(cluster);
  }

  /**
   * Gives that of judged events as many partitions as the images have, if it is there and has
   * fewer: Kafka Streams ends where they differ. To be called before the streams start.
   */
  void fit() {
    Optional<TopicDescription> log = describe(name);
    if (log.isEmpty()) {
      return;
    }
    int has = log.get().partitions().size();
    int wanted = describe(topics.images()).map(images -> images.partitions().size()).orElse(has);
    if (has >= wanted) {
      return;
    }
    KafkaFuture<Void> made =
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(wanted))).all();
    // Another instance that starts at the same time may have been first.
    if (!answers.failsWith(
        InvalidPartitionsException.class, made, "adding partitions to topic " + name)) {
      LOG.info("topic {} has {} partitions now, as the images have", name, wanted);
    }
  }

  /** Deletes those that are there. */
  public void delete() {
    for (String topic : all) {
      boolean unused =
          answers.failsWith(
              UnknownTopicOrPartitionException.class,
              admin.deleteTopics(List.of(topic)).all(),
              "deleting topic " + topic);
    }
  }

  @Override
  public void close() {
    admin.close(cluster.timeout());
  }

  private Optional<TopicDescription> describe(String topic) {
    KafkaFuture<TopicDescription> future =
        requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    String what = "topic " + topic;
    return answers.failsWith(UnknownTopicOrPartitionException.class, future, what)
        ? Optional.empty()
        : Optional.of(answers.get(future, what));
  }
}
