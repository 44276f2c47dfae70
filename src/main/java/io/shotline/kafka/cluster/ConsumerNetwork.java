package io.shotline.kafka.cluster;

import java.lang.reflect.Field;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Reaches the network client of a consumer, the last place where a record is still compressed.
 * Kafka has no way in for it, so its private fields are followed by name.
 */
final class ConsumerNetwork {
  private ConsumerNetwork() {}

  /**
   * Puts another network client in place of the consumer's, before it has connected.
   *
   * @throws IllegalStateException if the consumer is built in another way; says what to do
   */
  static void replace(KafkaConsumer<?, ?> consumer, UnaryOperator<KafkaClient> replacement) {
    Object at = consumer;
    try {
      at = field(KafkaConsumer.class, "delegate").get(at);
      at = field(at.getClass(), "client").get(at);
      Field client = field(at.getClass(), "client");
      client.set(at, replacement.apply((KafkaClient) client.get(at)));
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "a consumer of class "
              + at.getClass().getName()
              + " cannot be kept from unpacking records of any size; use the kafka-clients that"
              + " shotline comes with, and leave group.protocol at classic",
          e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
