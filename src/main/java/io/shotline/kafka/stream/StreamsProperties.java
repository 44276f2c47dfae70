package io.shotline.kafka.stream;

import io.shotline.kafka.cluster.MessageLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Puts a service's settings into the words of Kafka Streams; no client property weakens them. */
final class StreamsProperties {
  /** Few, since a slow model takes seconds for each: all must be done within the poll interval. */
  private static final int POLL_RECORDS = 16;

  /** One image may take seconds, and so the time between two commits. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Buffers of sockets as large as the system finds right. A stream thread reads its socket only
   * between two images; through Kafka's 64 kB an answer of some images would need many turns.
   */
  private static final int SYSTEM_BUFFER = -1;

  /**
   * A transaction that begins right behind another is refused until that one's end is written, some
   * milliseconds; asked again after Kafka's 100 ms, its results would be late.
   */
  private static final Duration TRANSACTION_RETRY = Duration.ofMillis(5);

  /** With the answer to a heartbeat the others hear that an instance came or went. */
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

  private StreamsProperties() {}

  /**
   * Returns the properties of one of a service's streams.
   *
   * @param id of its application
   * @param threads that it runs
   */
  static Properties of(StreamsSettings settings, String id, int threads) {
    Map<String, Object> properties = defaults();
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        millis(settings.membership().sessionTimeout()));
    settings.cluster().connected(properties);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        MessageLimits.DEAD_LETTER_BYTES);
    Properties all = new Properties();
    all.putAll(properties);
    return all;
  }

  /** What client properties may change. */
  private static Map<String, Object> defaults() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    // Its constant is deprecated from the start. The handler is the one that stops.
    properties.put("processing.exception.handler.global.enabled", true);
    properties.put(StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    properties.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 60_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
        millis(TRANSACTION_RETRY));
    properties.put(StreamsConfig.RECEIVE_BUFFER_CONFIG, SYSTEM_BUFFER);
    properties.put(StreamsConfig.SEND_BUFFER_CONFIG, SYSTEM_BUFFER);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        millis(HEARTBEAT_INTERVAL));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        millis(TRANSACTION_TIMEOUT));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        2L * MessageLimits.RECORD_BYTES);
    return properties;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
