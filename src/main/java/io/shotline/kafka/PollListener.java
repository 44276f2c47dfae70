package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the {@link LookAhead} what a consumer has polled. Made by Kafka, one for each stream
 * thread's consumer, on whose thread it is called.
 */
public final class PollListener implements ConsumerInterceptor<byte[], byte[]> {
  /** The consumer property that holds the {@link LookAhead}. */
  static final String LOOK_AHEAD = "shotline.look.ahead";

  private @Nullable LookAhead lookAhead;

  @Override
  public void configure(Map<String, ?> properties) {
    lookAhead = (LookAhead) requireNonNull(properties.get(LOOK_AHEAD), LOOK_AHEAD);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      requireNonNull(lookAhead, "configure comes first").add(partition, records.records(partition));
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
