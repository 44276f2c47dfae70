package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the result of an event on the topic of scores. Reads the newest results first, since people
 * answer soon: a step of each partition at a time, and each step is longer than the one before it.
 * Used once, by one thread.
 */
public final class EventSearch implements AutoCloseable {
  /** Offsets of the first step: each result may have the end of its transaction behind it. */
  private static final long FIRST_STEP = 500;

  private static final long LONGEST_STEP = 64_000;
  private static final int GROWTH = 4;

  private final ClusterSettings cluster;
  private final String scores;
  private final String eventId;
  private final GuardedConsumer consumer;

  private long results;
  private long oldestMillis = Long.MAX_VALUE;
  private @Nullable Skip skip;
  private @Nullable ScoredImage judged;

  /** Time of the record of {@link #judged}. */
  private long judgedMillis;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public EventSearch(ClusterSettings cluster, Topics topics, String eventId) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.scores = topics.scores();
    this.eventId = requireNonNull(eventId, "eventId");
    TopicAdmin.require(cluster, topics, TopicRole.SCORES);
    this.consumer = cluster.open(() -> new GuardedConsumer(cluster.lookup()));
  }

  /**
   * Returns the newest judged result of the event, or why there is none. A SKIPPED one never stands
   * for it.
   *
   * @param longest how long to read
   * @throws ClusterException if the topic cannot be read
   */
  public EventResult run(Duration longest) {
    long deadlineNanos = System.nanoTime() + longest.toNanos();
    try {
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, scores);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      for (long step = FIRST_STEP; ; step = Math.min(LONGEST_STEP, step * GROWTH)) {
        Map<TopicPartition, OffsetRange> ranges = before(starts, ends, step);
        if (ranges.isEmpty()) {
          return none(true);
        }
        boolean isInTime = read(ranges, deadlineNanos);
        if (judged != null) {
          return new EventResult.Judged(judged);
        }
        if (!isInTime) {
          return none(false);
        }
        ranges.forEach((partition, range) -> ends.put(partition, range.start()));
      }
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + scores);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Returns the last records before these ends; partitions that were read to their start end. */
  private static Map<TopicPartition, OffsetRange> before(
      Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, long step) {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          long start = Math.max(starts.getOrDefault(partition, 0L), end - step);
          if (start < end) {
            ranges.put(partition, new OffsetRange(start, end));
          }
        });
    return ranges;
  }

  /** Returns false if the time was over before all were read. */
  private boolean read(Map<TopicPartition, OffsetRange> ranges, long deadlineNanos) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    consumer.assign(ranges.keySet());
    // A partition stays paused over an assignment.
    consumer.resume(ranges.keySet());
    ranges.forEach(
        (partition, range) -> {
          ends.put(partition, range.end());
          consumer.seek(partition, range.start());
        });
    PollTimeout silence = new PollTimeout(cluster.timeout());
    while (!TopicPositions.reached(consumer, ends)) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        return false;
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
      silence.polled(!records.isEmpty());
      for (TopicPartition partition : records.partitions()) {
        OffsetRange range = ranges.get(partition);
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          // What lies behind the range was read before.
          if (range != null && range.contains(record.offset())) {
            note(record);
          }
        }
      }
      pauseDone(ends);
    }
    return true;
  }

  private void pauseDone(Map<TopicPartition, Long> ends) {
    consumer.pause(
        ends.entrySet().stream()
            .filter(end -> consumer.position(end.getKey()) >= end.getValue())
            .map(Map.Entry::getKey)
            .toList());
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    ScoredImage image =
        ScoredImageCodec.parse(record.value()).asOptional().map(ScoredRecord::image).orElse(null);
    if (image == null) {
      return;
    }
    long time = RecordTime.of(record);
    results++;
    oldestMillis = Math.min(oldestMillis, time);
    if (!image.eventId().equals(eventId)) {
      return;
    }
    if (image.skip() != null) {
      skip = image.skip();
    } else if (judged == null || time >= judgedMillis) {
      judged = image;
      judgedMillis = time;
    }
  }

  private EventResult none(boolean isAll) {
    return isAll && skip != null
        ? new EventResult.Skipped(skip)
        : new EventResult.Unknown(
            results, results == 0 ? null : Instant.ofEpochMilli(oldestMillis), isAll);
  }
}
