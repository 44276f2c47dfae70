package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Which images the last few results of each partition are of. Reads no more than these, so that a
 * topic of a week costs no more than one of an hour.
 */
public final class NewestResults {
  /** Offsets: each result may have the end of its transaction behind it. */
  private static final int LAST = 100;

  private final ClusterSettings cluster;
  private final String scores;

  public NewestResults(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.scores = topics.scores();
  }

  /**
   * Whether any of them is of such an image.
   *
   * @throws ClusterException if they cannot be read
   */
  public boolean anyOf(Predicate<SourceRecord> image) {
    try (Consumer<byte[], byte[]> consumer =
        cluster.open(() -> new GuardedConsumer(cluster.lookup()))) {
      return anyOf(image, consumer);
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + scores);
    }
  }

  private boolean anyOf(Predicate<SourceRecord> image, Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = TopicPositions.partitions(consumer, scores);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    ends.forEach(
        (partition, end) ->
            consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - LAST)));
    PollTimeout silence = new PollTimeout(cluster.timeout());
    while (!TopicPositions.reached(consumer, ends)) {
      boolean anything = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TopicPositions.POLL)) {
        anything = true;
        if (ScoredImageCodec.parse(record.value())
            .asOptional()
            .map(ScoredRecord::source)
            .filter(image)
            .isPresent()) {
          return true;
        }
      }
      silence.polled(anything);
    }
    return false;
  }
}
