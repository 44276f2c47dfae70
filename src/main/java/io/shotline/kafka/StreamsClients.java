package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's own clients, but for the consumers of images and of the catalog. */
final class StreamsClients implements KafkaClientSupplier {
  private final LookAhead lookAhead;
  private final CatalogFence fence;
  private final int imagesInWork;

  StreamsClients(LookAhead lookAhead, CatalogFence fence, int imagesInWork) {
    this.lookAhead = requireNonNull(lookAhead, "lookAhead");
    this.fence = requireNonNull(fence, "fence");
    this.imagesInWork = imagesInWork;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new LookAheadConsumer(config, lookAhead, fence, imagesInWork);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new CatalogConsumer(config, fence);
  }
}
