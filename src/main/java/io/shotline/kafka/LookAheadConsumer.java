package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Polls more than it hands out, and tells the {@link LookAhead} what is to come. Streams polls only
 * when all that it got is done: handed out at once, the images would all be done before the next
 * ones are begun, and the model would wait at every poll. Made by the {@link StreamsClients}, one
 * for each stream thread, on which all is called.
 */
final class LookAheadConsumer extends KafkaConsumer<byte[], byte[]> {
  private final LookAhead lookAhead;
  private final CatalogFence fence;
  private final int atLeast;
  private final HeldRecords held = new HeldRecords();

  /**
   * @param atLeast polls when fewer records than these are held
   */
  LookAheadConsumer(
      Map<String, Object> settings, LookAhead lookAhead, CatalogFence fence, int atLeast) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.lookAhead = requireNonNull(lookAhead, "lookAhead");
    this.fence = requireNonNull(fence, "fence");
    this.atLeast = atLeast;
  }

  /** At most one record of each partition, none of those that are paused. */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    int ready = held.count(paused());
    if (ready < atLeast) {
      ConsumerRecords<byte[], byte[]> polled = super.poll(ready == 0 ? timeout : Duration.ZERO);
      held.add(polled);
      if (!polled.isEmpty()) {
        CatalogFence.Mark mark = fence.mark();
        for (TopicPartition partition : polled.partitions()) {
          lookAhead.add(partition, polled.records(partition), mark);
        }
      }
    }
    // Asked anew: a rebalance within the poll pauses.
    return held.takeFirsts(paused());
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new DropsWhatIsRevoked(listener));
  }

  @Override
  public void unsubscribe() {
    held.drop(assignment());
    super.unsubscribe();
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    held.drop(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    held.drop(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    held.drop(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    held.drop(partitions);
    super.seekToEnd(partitions);
  }

  @Override
  public long position(TopicPartition partition) {
    return held.position(partition, super.position(partition));
  }

  private final class DropsWhatIsRevoked implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener next;

    DropsWhatIsRevoked(ConsumerRebalanceListener next) {
      this.next = requireNonNull(next, "next");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      held.drop(partitions);
      next.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      held.drop(partitions);
      next.onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      next.onPartitionsAssigned(partitions);
    }
  }
}
