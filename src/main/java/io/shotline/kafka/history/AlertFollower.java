package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.OncePerMinute;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest alerts and all that people said, then follows both topics on a thread of its
 * own, in no group. Goes on where it was when the cluster was away. Whoever starts it closes it.
 */
final class AlertFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final ClusterSettings cluster;
  private final Topics topics;
  private final Clock clock;
  private final long newest;
  private final FollowedAlerts to;
  private final OncePerMinute words = new OncePerMinute();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Where to go on, by the thread alone. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private volatile @Nullable GuardedConsumer connected;

  /**
   * Makes a follower that does not read yet.
   *
   * @param newest offsets of alerts to begin with
   * @param to gets all that is read, from one thread
   */
  AlertFollower(
      ClusterSettings cluster, Topics topics, Clock clock, long newest, FollowedAlerts to) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.clock = requireNonNull(clock, "clock");
    this.newest = newest;
    this.to = requireNonNull(to, "to");
    this.thread = new Thread(this::run, "shotline-alerts");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    GuardedConsumer consumer = connected;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(cluster.timeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (GuardedConsumer consumer = cluster.open(() -> new GuardedConsumer(properties()))) {
        connected = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("no more alerts are read", e);
      } catch (ClusterException e) {
        warn(e.getMessage());
      } catch (KafkaException e) {
        warn(new ClusterReplies(cluster).failure(e, "reading alerts").getMessage());
      } catch (RuntimeException e) {
        LOG.error("reading alerts failed, and begins again", e);
      } finally {
        connected = null;
      }
      pause();
    }
  }

  private void follow(GuardedConsumer consumer) {
    TopicAdmin.require(cluster, topics, TopicRole.ANOMALIES);
    TopicAdmin.require(cluster, topics, TopicRole.FEEDBACK);
    List<TopicPartition> alerts = TopicPositions.partitions(consumer, topics.anomalies());
    List<TopicPartition> said = TopicPositions.partitions(consumer, topics.feedback());
    begin(consumer, alerts, said);
    Set<TopicPartition> all = new HashSet<>(alerts);
    all.addAll(said);
    consumer.assign(all);
    all.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
    // What people said of alerts that are not held is dropped, so the alerts come first.
    consumer.pause(said);
    readTo(consumer, consumer.endOffsets(alerts));
    consumer.resume(said);
    readTo(consumer, consumer.endOffsets(said));
    to.complete();
    long lookedNanos = System.nanoTime();
    forget(consumer, alerts);
    while (!isClosed()) {
      read(consumer, TICK);
      to.tick();
      if (System.nanoTime() - lookedNanos > BETWEEN_LOOKS.toNanos()) {
        lookedNanos = System.nanoTime();
        forget(consumer, alerts);
        if (consumer.partitionsFor(topics.anomalies()).size() != alerts.size()) {
          return;
        }
      }
    }
  }

  /** Finds where to read from, the first time alone. */
  private void begin(
      GuardedConsumer consumer, List<TopicPartition> alerts, List<TopicPartition> said) {
    if (!positions.isEmpty()) {
      return;
    }
    NewestOffsets start = NewestOffsets.find(consumer, alerts, newest, clock.instant());
    to.begin(start.since());
    start.ranges().forEach((partition, range) -> positions.put(partition, range.start()));
    said.forEach(partition -> positions.put(partition, 0L));
  }

  private void readTo(GuardedConsumer consumer, Map<TopicPartition, Long> ends) {
    while (!isClosed() && !TopicPositions.reached(consumer, ends)) {
      read(consumer, TopicPositions.POLL);
    }
  }

  private void read(GuardedConsumer consumer, Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.topic().equals(topics.anomalies())) {
        RecordedAlert.read(record).map(AlertEntries::of).ifPresent(to::appeared);
      } else {
        to.said(record);
      }
      positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
  }

  private void forget(GuardedConsumer consumer, List<TopicPartition> alerts) {
    consumer
        .beginningOffsets(alerts)
        .forEach((partition, first) -> to.forget(partition.partition(), first));
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = cluster.consumer();
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  private void warn(@Nullable String why) {
    if (!isClosed() && words.isDue()) {
      LOG.warn("alerts are not followed, and tried again each second: {}", why);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      boolean unused = closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }
}
