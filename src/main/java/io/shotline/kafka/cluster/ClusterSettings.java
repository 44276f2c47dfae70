package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the Kafka cluster.
 *
 * @param bootstrapServers host and port of one or more brokers, separated by commas
 * @param clientProperties given to every client, such as those for TLS and SASL; may hold secrets
 * @param source the file that the client properties were read from, for errors
 * @param timeout how long a broker may take to answer before it counts as not reached
 */
public record ClusterSettings(
    String bootstrapServers,
    Map<String, String> clientProperties,
    @Nullable Path source,
    Duration timeout) {
  private static final int MOST_WAIT_MS = 10;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  public ClusterSettings {
    requireNonNull(bootstrapServers, "bootstrapServers");
    clientProperties = Map.copyOf(clientProperties);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
  }

  /** Client properties that are from no file. */
  public ClusterSettings(
      String bootstrapServers, Map<String, String> clientProperties, Duration timeout) {
    this(bootstrapServers, clientProperties, null, timeout);
  }

  /** A cluster without access control, 15 seconds to answer. */
  public static ClusterSettings of(String bootstrapServers) {
    return new ClusterSettings(bootstrapServers, Map.of(), DEFAULT_TIMEOUT);
  }

  /** Leaves out the values of the client properties, which may be passwords. */
  @Override
  public String toString() {
    return "ClusterSettings["
        + bootstrapServers
        + ", clientProperties="
        + clientProperties.keySet()
        + ", timeout="
        + timeout
        + "]";
  }

  public Map<String, Object> admin() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis());
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
    return connected(properties);
  }

  /** Bytes to bytes; what was sent is on all replicas, once and in order. */
  public Map<String, Object> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis());
    // An image does not wait for others to travel with.
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // Must hold at least one record of the greatest size.
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MessageLimits.RECORD_BYTES);
    connected(properties);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageLimits.RECORD_BYTES);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }

  /**
   * Bytes to bytes, of committed transactions only, in no group. Fetch limits need no raising: a
   * first batch is always handed out, however large, and small limits keep the memory flat.
   */
  public Map<String, Object> consumer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
    connected(properties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return properties;
  }

  /**
   * As {@link #consumer}, to seek and read what is there. A fetch at a topic's end waits for what
   * may come, and would hold up the next question of the same consumer.
   */
  public Map<String, Object> lookup() {
    Map<String, Object> properties = consumer();
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MOST_WAIT_MS);
    return properties;
  }

  /** Client properties over the defaults put in before, the address over all. */
  public Map<String, Object> connected(Map<String, Object> properties) {
    properties.putAll(clientProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** Makes a client; what is wrong with the settings is said in one line, without their values. */
  public <C> C open(Supplier<C> client) {
    try {
      return client.get();
    } catch (KafkaException | IllegalArgumentException e) {
      // Without its cause, whose messages show values.
      throw new ClusterException(ClientFailure.of(this, e), null);
    }
  }

  private int millis() {
    return Math.toIntExact(timeout.toMillis());
  }
}
