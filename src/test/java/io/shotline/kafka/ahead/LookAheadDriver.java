package io.shotline.kafka.ahead;

import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.stream.ScoringDriver;
import io.shotline.testing.LabelModel;
import io.shotline.wire.ImageEventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** What was polled ahead, which the driver's own consumer never does. */
public abstract class LookAheadDriver extends ScoringDriver<LabelModel> {
  public static final TopicPartition IMAGES = new TopicPartition("line7.images", 0);

  public final CountDownLatch doneCount = new CountDownLatch(1);
  public CatalogFence.Mark mark = NO_CATALOG;

  public LookAheadDriver() {
    super(new LabelModel());
  }

  public boolean finish(Duration timeout) {
    try {
      return lookAhead.finish(timeout);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return record(partition, offset, event("e" + offset, image(0.3)));
  }

  public static ConsumerRecord<byte[], byte[]> record(long offset, ImageEvent event) {
    return record(IMAGES, offset, event);
  }

  public static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, ImageEvent event) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        utf8(event.cameraId()),
        ImageEventCodec.toBytes(event));
  }

  /** Polls an image of another time than 1970, whose age counts, and waits until it is begun. */
  public void pollAndAwait(long offset, ImageEvent event, Instant published)
      throws InterruptedException {
    ConsumerRecord<byte[], byte[]> plain = record(offset, event);
    ConsumerRecord<byte[], byte[]> dated =
        new ConsumerRecord<>(
            plain.topic(),
            plain.partition(),
            offset,
            published.toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            plain.key().length,
            plain.value().length,
            plain.key(),
            plain.value(),
            plain.headers(),
            Optional.empty());
    lookAhead.add(IMAGES, List.of(dated), mark, doneCount::countDown);
    assertThat(doneCount.await(5, TimeUnit.MINUTES)).isTrue();
  }

  public void poll(long offset, ImageEvent event) {
    lookAhead.add(IMAGES, List.of(record(offset, event)), mark, doneCount::countDown);
  }
}
