package io.shotline.kafka.history;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.RecordPlace;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ImageEventCodec;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the last judged images of cameras from their topic. Safe for use by many threads. */
public final class CameraImages implements AutoCloseable {
  private final FoundRecords images;

  /** Makes a reader; it connects with the first image. */
  public CameraImages(ClusterSettings cluster, Topics topics) {
    this.images = new FoundRecords(cluster, topics.images());
  }

  /**
   * Returns the image of a state; empty if it is no longer on the topic.
   *
   * @throws LineUnavailableException if the cluster does not answer, or did not some seconds ago
   */
  public Optional<EncodedImage> of(CameraState camera) {
    RecordPlace place = camera.image();
    return place == null
        ? Optional.empty()
        : images
            .find(place)
            .flatMap(CameraImages::event)
            // A topic that was made anew has others at the same places.
            .filter(event -> event.eventId().equals(camera.eventId()))
            .map(ImageEvent::image);
  }

  @Override
  public void close() {
    images.close();
  }

  private static Optional<ImageEvent> event(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return ImageEventCodec.parse(record.value(), record.key(), SourceRecords.of(record), time)
        .asOptional();
  }
}
