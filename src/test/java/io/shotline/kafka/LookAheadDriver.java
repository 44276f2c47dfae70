package io.shotline.kafka;

import static io.shotline.kafka.Samples.event;
import static io.shotline.kafka.Samples.image;
import static io.shotline.kafka.Samples.utf8;

import io.shotline.core.ImageEvent;
import io.shotline.wire.ImageEventCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was polled ahead, which the driver's own consumer never does. */
abstract class LookAheadDriver extends ScoringDriver<FakeModel> {
  static final TopicPartition IMAGES = new TopicPartition("line7.images", 0);

  final CountDownLatch doneCount = new CountDownLatch(1);
  CatalogFence.Mark mark = NO_CATALOG;

  LookAheadDriver() {
    super(new FakeModel());
  }

  boolean finish(Duration timeout) {
    try {
      return lookAhead.finish(timeout);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return record(partition, offset, event("e" + offset, image(0.3)));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, ImageEvent event) {
    return record(IMAGES, offset, event);
  }

  static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, ImageEvent event) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        utf8(event.cameraId()),
        ImageEventCodec.toBytes(event));
  }

  void poll(long offset, ImageEvent event) {
    lookAhead.add(IMAGES, List.of(record(offset, event)), mark, doneCount::countDown);
  }
}
