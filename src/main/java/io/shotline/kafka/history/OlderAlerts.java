package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertPosition;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads alerts back in time: a step of each partition at a time, and each step is longer than the
 * one before it. Stops when enough are found, or too many records were read for one answer. Used
 * once, by one thread.
 */
final class OlderAlerts implements AutoCloseable {
  /** Offsets of the first step: each alert may have the end of its transaction behind it. */
  private static final long FIRST_STEP = 500;

  private static final int GROWTH = 4;

  /** Offsets of one answer. */
  private static final long MOST_READ = 40_000;

  private final ClusterSettings cluster;
  private final String topic;
  private final GuardedConsumer consumer;
  private final Predicate<AlertEntry> wanted;
  private final int most;
  private final NavigableMap<AlertPosition, AlertEntry> found = new TreeMap<>();
  private long read;

  /**
   * Alerts.
   *
   * @param alerts the newest first
   * @param next the older ones are behind it; null: there are none
   */
  record Found(List<AlertEntry> alerts, @Nullable AlertPosition next) {
    Found {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * Connects.
   *
   * @param wanted asked for each alert once
   * @param most alerts to find
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  OlderAlerts(ClusterSettings cluster, Topics topics, Predicate<AlertEntry> wanted, int most) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.anomalies();
    this.wanted = requireNonNull(wanted, "wanted");
    this.most = most;
    TopicAdmin.require(cluster, topics, TopicRole.ANOMALIES);
    this.consumer = cluster.open(() -> new GuardedConsumer(cluster.lookup()));
  }

  /**
   * Returns the newest alerts of a time.
   *
   * @param from the oldest time; null: since ever
   * @param end they are older than it
   * @throws ClusterException if the topic cannot be read
   */
  Found read(@Nullable Instant from, AlertPosition end) {
    try {
      List<TopicPartition> partitions = TopicPositions.partitions(consumer, topic);
      Map<TopicPartition, OffsetRange> left = new HashMap<>(range(partitions, from, end));
      for (long step = FIRST_STEP; ; step *= GROWTH) {
        left.values().removeIf(range -> range.size() == 0);
        Map<TopicPartition, OffsetRange> ranges = last(left, step);
        Instant known = ranges.isEmpty() ? null : read(ranges, left, end);
        ranges.forEach(
            (partition, range) ->
                left.put(
                    partition,
                    new OffsetRange(requireNonNull(left.get(partition)).start(), range.start())));
        boolean isAll = left.values().stream().allMatch(range -> range.size() == 0);
        Found newest = newest(isAll ? null : known, end, isAll);
        if (isAll || newest.alerts.size() >= most || isEnough(newest, end)) {
          return newest;
        }
      }
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + topic);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Map<TopicPartition, OffsetRange> range(
      List<TopicPartition> partitions, @Nullable Instant from, AlertPosition end) {
    Instant until = end.compareTo(AlertPosition.END) >= 0 ? null : end.time().plusMillis(1);
    return TopicPositions.between(consumer, partitions, from == null ? Instant.EPOCH : from, until);
  }

  private static Map<TopicPartition, OffsetRange> last(
      Map<TopicPartition, OffsetRange> left, long step) {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    left.forEach(
        (partition, range) ->
            ranges.put(
                partition,
                new OffsetRange(Math.max(range.start(), range.end() - step), range.end())));
    return ranges;
  }

  /** An answer that says where to go on must be some way. */
  private boolean isEnough(Found newest, AlertPosition end) {
    return read >= MOST_READ && newest.next != null && newest.next.compareTo(end) < 0;
  }

  /**
   * Returns the time above which all alerts are known now; null if there is none.
   *
   * @param left with more behind these ranges, or none
   */
  private @Nullable Instant read(
      Map<TopicPartition, OffsetRange> ranges,
      Map<TopicPartition, OffsetRange> left,
      AlertPosition end) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    Map<TopicPartition, Instant> oldest = new HashMap<>();
    consumer.assign(ranges.keySet());
    consumer.resume(ranges.keySet());
    ranges.forEach(
        (partition, range) -> {
          ends.put(partition, range.end());
          consumer.seek(partition, range.start());
        });
    PollTimeout silence = new PollTimeout(cluster.timeout());
    while (!TopicPositions.reached(consumer, ends)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
      silence.polled(!records.isEmpty());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (requireNonNull(ranges.get(partition)).contains(record.offset())) {
          oldest.putIfAbsent(partition, Instant.ofEpochMilli(RecordTime.of(record)));
          note(record, end);
        }
      }
      pauseDone(ends);
    }
    read += ranges.values().stream().mapToLong(OffsetRange::size).sum();
    Instant latest = Instant.EPOCH;
    for (Map.Entry<TopicPartition, OffsetRange> each : ranges.entrySet()) {
      if (each.getValue().start() > requireNonNull(left.get(each.getKey())).start()) {
        Instant time = oldest.get(each.getKey());
        if (time == null) {
          return null;
        }
        latest = time.isAfter(latest) ? time : latest;
      }
    }
    return latest;
  }

  private void pauseDone(Map<TopicPartition, Long> ends) {
    consumer.pause(
        ends.entrySet().stream()
            .filter(end -> consumer.position(end.getKey()) >= end.getValue())
            .map(Map.Entry::getKey)
            .toList());
  }

  private void note(ConsumerRecord<byte[], byte[]> record, AlertPosition end) {
    RecordedAlert.read(record)
        .map(AlertEntries::of)
        .filter(alert -> alert.position().compareTo(end) < 0 && wanted.test(alert))
        .ifPresent(alert -> found.put(alert.position(), alert));
    // Whatever is older than these cannot be among the newest.
    if (found.size() > most) {
      found.pollFirstEntry();
    }
  }

  /** Returns what was found above the time that is known, the newest first. */
  private Found newest(@Nullable Instant known, AlertPosition end, boolean isAll) {
    if (!isAll && known == null) {
      return new Found(List.of(), end);
    }
    AlertPosition above =
        known == null ? AlertPosition.at(Instant.EPOCH) : AlertPosition.at(known.plusMillis(1));
    List<AlertEntry> alerts = new ArrayList<>(found.tailMap(above, true).descendingMap().values());
    if (alerts.size() >= most) {
      return new Found(alerts, alerts.get(alerts.size() - 1).position());
    }
    return new Found(alerts, isAll ? null : above);
  }
}
