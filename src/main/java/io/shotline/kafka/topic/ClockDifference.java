package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InvalidTimestampException;

/**
 * Says whose clock is wrong where a broker refuses the time of a result. Kafka does not tell its
 * time; but it dates images, so the newest one shows it while the line runs.
 */
public final class ClockDifference {
  private final ClusterSettings cluster;
  private final Topics topics;
  private final Clock clock;

  public ClockDifference(ClusterSettings cluster, Topics topics, Clock clock) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * The refusal in words that name both clocks and the remedy; blocks while the cluster is asked.
   */
  public ClusterException explain(InvalidTimestampException refused) {
    Instant now = clock.instant();
    return new ClusterException(
        "a broker refuses results for the time that this machine's clock gives them: "
            + seconds(now)
            + compared(now)
            + "; set the clocks (NTP), or let the topics take the broker's time with: shotline topics"
            + " upgrade",
        refused);
  }

  private String compared(Instant now) {
    try {
      return newestImage().map(broker -> difference(now, broker)).orElse("");
    } catch (ClusterException e) {
      // What is known is said without it.
      return "";
    }
  }

  private static String difference(Instant now, Instant broker) {
    Duration ahead = Duration.between(broker, now).truncatedTo(ChronoUnit.SECONDS);
    String direction = ahead.isNegative() ? " behind the broker's" : " ahead of the broker's";
    return ", "
        + ahead.abs().toString().substring(2).toLowerCase(Locale.ROOT)
        + direction
        + ", which read "
        + seconds(broker)
        + " when the newest image came";
  }

  private Optional<Instant> newestImage() {
    ClusterReplies answers = new ClusterReplies(cluster);
    try (Admin admin = cluster.open(() -> Admin.create(cluster.admin()))) {
      String images = topics.images();
      Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
      TopicDescription topic =
          answers.get(
              admin.describeTopics(List.of(images)).topicNameValues().values().iterator().next(),
              "topic " + images);
      for (TopicPartitionInfo partition : topic.partitions()) {
        newest.put(new TopicPartition(images, partition.partition()), OffsetSpec.maxTimestamp());
      }
      return answers.get(admin.listOffsets(newest).all(), "the newest image").values().stream()
          .map(ListOffsetsResultInfo::timestamp)
          .filter(time -> time >= 0)
          .max(Long::compare)
          .map(Instant::ofEpochMilli);
    }
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
