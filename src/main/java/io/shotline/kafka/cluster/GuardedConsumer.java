package io.shotline.kafka.cluster;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes and outlives every record that a broker takes. A compressed batch that would unpack
 * to more than the heap is for yields markers instead, see {@link RefusedBatch}. A record that
 * cannot be read at all is named. All consumers are of this class; each is used as Kafka's own.
 */
public class GuardedConsumer extends KafkaConsumer<byte[], byte[]> {
  private final @Nullable Object group;

  /**
   * Makes a consumer that has not connected yet.
   *
   * @throws IllegalStateException if Kafka's client is none of those that can be guarded
   */
  public GuardedConsumer(Map<String, Object> settings) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.group = settings.get(ConsumerConfig.GROUP_ID_CONFIG);
    FetchGuard guard = new FetchGuard(BatchLimits.DEFAULT);
    try {
      ConsumerNetwork.replace(this, client -> new GuardedNetwork(client, guard::check));
    } catch (RuntimeException e) {
      super.close();
      throw e;
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      return super.poll(timeout);
    } catch (KafkaException e) {
      throw UnreadableRecordException.of(e, this, group);
    }
  }
}
