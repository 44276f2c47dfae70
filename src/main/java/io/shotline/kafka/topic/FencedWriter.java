package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownServerException;

/**
 * Writes to a topic on top of what is there, whoever else writes. All writers of a topic share one
 * transactional id. Each takes it, which ends what another had begun, then reads, decides and
 * commits. A writer that lost the id meanwhile starts again, so it decides on what the other wrote.
 * Safe for use by many threads.
 */
final class FencedWriter {
  private static final int MOST_ATTEMPTS = 10;

  /** After an attempt that took less. */
  private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(100);

  /** After it brokers end the transaction of a writer that died, which readers wait for. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  /** A record that was written, and where it lies. */
  record Written(ProducerRecord<byte[], byte[]> record, RecordMetadata at) {}

  private final ClusterSettings cluster;
  private final String topic;
  private final String transactionalId;
  private final ClusterReplies answers;

  FencedWriter(ClusterSettings cluster, String topic, String transactionalId) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = requireNonNull(topic, "topic");
    this.transactionalId = requireNonNull(transactionalId, "transactionalId");
    this.answers = new ClusterReplies(cluster);
  }

  /**
   * Writes what is decided on what is on the topic; returns when it is sure to stay. Readers may
   * have it a little later.
   *
   * @param decision reads the topic to its end and returns what to write, empty for nothing; called
   *     again if another wrote meanwhile
   * @return what was written; empty if nothing was to be
   * @throws ClusterException if the cluster does not answer or refuses, or if others wrote each
   *     time
   */
  Optional<Written> write(Supplier<Optional<ProducerRecord<byte[], byte[]>>> decision) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      long start = System.nanoTime();
      try {
        return attempt(decision);
      } catch (KafkaException e) {
        if (!isFenced(e)) {
          throw answers.failure(innermost(e), what());
        }
      }
      pause(attempt, System.nanoTime() - start);
    }
    throw new ClusterException(
        what()
            + ": other writers came in between "
            + MOST_ATTEMPTS
            + " times, so nothing was changed; try again",
        null);
  }

  private Optional<Written> attempt(Supplier<Optional<ProducerRecord<byte[], byte[]>>> decision) {
    Producer<byte[], byte[]> producer = cluster.open(() -> new KafkaProducer<>(settings()));
    try {
      producer.initTransactions();
      Optional<ProducerRecord<byte[], byte[]>> record = decision.get();
      return record.map(each -> write(producer, each));
    } finally {
      producer.close(cluster.timeout());
    }
  }

  private Written write(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> sent;
    try {
      producer.beginTransaction();
      sent = producer.send(record);
      producer.commitTransaction();
    } catch (IllegalStateException e) {
      // The producer noticed the fence by itself, between two calls.
      throw new ProducerFencedException(what() + ": " + e.getMessage());
    }
    return new Written(record, answers.get(sent, what()));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(cluster.producer());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    return settings;
  }

  private String what() {
    return "writing to topic " + topic + " with transactional id " + transactionalId;
  }

  /**
   * Whether another writer took the id, as brokers say it in each phase of a transaction. A broker
   * that is fencing this writer at this moment knows no better than an unexpected error; whether
   * the record was written, the next attempt reads.
   */
  private static boolean isFenced(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ProducerFencedException
          || at instanceof InvalidProducerEpochException
          || at instanceof InvalidPidMappingException
          || at instanceof InvalidTxnStateException
          || at instanceof UnknownServerException) {
        return true;
      }
    }
    return false;
  }

  /** The outer ones say no more than that the producer cannot go on. */
  private static KafkaException innermost(KafkaException failure) {
    KafkaException at = failure;
    while (at.getCause() instanceof KafkaException cause) {
      at = cause;
    }
    return at;
  }

  /**
   * Waits for a random time, longer after each attempt, so that writers that meet come apart.
   *
   * @param tookNanos that the attempt took, which grows with the load
   */
  private void pause(int attempt, long tookNanos) {
    long most = attempt * Math.max(SHORTEST_ATTEMPT.toNanos(), tookNanos);
    try {
      TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while " + what(), e);
    }
  }
}
