package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.RefusedBatch;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.Parsed;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The images that came to their topic within a time and are still kept, read in no group, so that
 * no service notices. The end is fixed when this is made. Used by one thread at a time.
 */
public final class RecordedImages implements AutoCloseable {
  private final ClusterReplies answers;
  private final String topic;
  private final PollTimeout silence;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetRange> ranges;
  private final @Nullable Instant completeFrom;
  private final Instant from;
  private long read;

  /**
   * Connects and finds the images.
   *
   * @param from by the broker's clock, as all times of images
   * @param to images of this time and later do not count; null: up to now
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public RecordedImages(
      ClusterSettings cluster, Topics topics, Instant from, @Nullable Instant to) {
    this.answers = new ClusterReplies(cluster);
    this.topic = topics.images();
    this.from = requireNonNull(from, "from");
    TopicAdmin.require(cluster, topics, TopicRole.IMAGES);
    this.silence = new PollTimeout(cluster.timeout());
    this.consumer = cluster.open(() -> new GuardedConsumer(properties(cluster)));
    try {
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
      this.ranges = TopicPositions.between(consumer, partitions, from, to);
      this.completeFrom = completeFrom(partitions);
      consumer.assign(partitions);
      ranges.forEach((partition, range) -> consumer.seek(partition, range.start()));
    } catch (KafkaException e) {
      consumer.close();
      throw answers.failure(e, "finding the images of topic " + topic);
    }
  }

  /** How many images there are; a few less where cameras publish in transactions. */
  public long total() {
    return ranges.values().stream().mapToLong(OffsetRange::size).sum();
  }

  /** How many images were read; less than all at the end if some were deleted meanwhile. */
  public long read() {
    return read;
  }

  /** From when on all images asked for are kept; empty if none of them was deleted yet. */
  public Optional<Instant> completeFrom() {
    return Optional.ofNullable(completeFrom).filter(from::isBefore);
  }

  /** The next images, none if none come within the timeout. Those of one camera are in order. */
  public List<RecordedImage> poll(Duration timeout) {
    List<RecordedImage> images = new ArrayList<>();
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
      silence.polled(!records.isEmpty() || isDone());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (range(record).contains(record.offset())) {
          images.add(read(record));
        }
      }
      pauseFinished();
    } catch (KafkaException e) {
      throw answers.failure(e, "reading topic " + topic);
    }
    read += images.size();
    return images;
  }

  /** Whether all images were read. */
  public boolean isDone() {
    return TopicPositions.reached(consumer, ends());
  }

  @Override
  public void close() {
    consumer.close();
  }

  Map<TopicPartition, OffsetRange> ranges() {
    return Map.copyOf(ranges);
  }

  /** Images that are deleted while others are scored are passed over, not all that are left. */
  private static Map<String, Object> properties(ClusterSettings cluster) {
    Map<String, Object> properties = cluster.consumer();
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  private Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    ranges.forEach((partition, range) -> ends.put(partition, range.end()));
    return ends;
  }

  private OffsetRange range(ConsumerRecord<?, ?> record) {
    return requireNonNull(ranges.get(new TopicPartition(record.topic(), record.partition())));
  }

  /** Images of after the range would only fill the memory. */
  private void pauseFinished() {
    consumer.pause(
        ranges.entrySet().stream()
            .filter(range -> consumer.position(range.getKey()) >= range.getValue().end())
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The oldest image of the partition that begins last, of those that lost some. */
  private @Nullable Instant completeFrom(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> sinceEver = new HashMap<>();
    partitions.forEach(partition -> sinceEver.put(partition, 0L));
    Instant latest = null;
    for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> oldest :
        consumer.offsetsForTimes(sinceEver).entrySet()) {
      OffsetAndTimestamp first = oldest.getValue();
      if (first != null && beginnings.getOrDefault(oldest.getKey(), 0L) > 0) {
        Instant time = Instant.ofEpochMilli(first.timestamp());
        latest = latest == null || time.isAfter(latest) ? time : latest;
      }
    }
    return latest;
  }

  private static RecordedImage read(ConsumerRecord<byte[], byte[]> record) {
    SourceRecord source = SourceRecords.of(record);
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return new RecordedImage(
        source,
        RefusedBatch.rejection(record.key(), record.value(), record.headers())
            .<Parsed<ImageEvent>>map(Parsed.Invalid::new)
            .orElseGet(() -> ImageEventCodec.parse(record.value(), record.key(), source, time)));
  }
}
