package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.PlacedRecords;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of alerts: on the topic of evidence, and where they are not kept there, on the
 * topic of images, for as long as that keeps them. Opens each topic when it is first needed. Used
 * by one thread at a time.
 */
public final class AlertImages implements AutoCloseable {
  private final ClusterSettings cluster;
  private final Topics topics;
  private @Nullable EvidenceSearch evidence;
  private @Nullable PlacedRecords images;
  private boolean areImagesShut;

  public AlertImages(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
  }

  /**
   * Returns the image of an alert; empty if it is kept no more, or this user may not read it.
   *
   * @param patience how long to wait for evidence that is not there yet
   * @throws ClusterException if the evidence cannot be read
   */
  public Optional<EncodedImage> find(RecordedAlert alert, Duration patience) {
    if (alert.alert().evidence() == EvidenceState.KEPT) {
      if (evidence == null) {
        evidence = new EvidenceSearch(cluster, topics);
      }
      Optional<EncodedImage> found = evidence.find(alert, patience);
      if (found.isPresent()) {
        return found;
      }
    }
    return received(alert);
  }

  @Override
  public void close() {
    if (evidence != null) {
      evidence.close();
    }
    if (images != null) {
      images.close();
    }
  }

  private Optional<EncodedImage> received(RecordedAlert alert) {
    SourceRecord source = alert.alert().source();
    // A record may name any topic.
    if (areImagesShut || !source.topic().equals(topics.images())) {
      return Optional.empty();
    }
    if (images == null) {
      images = new PlacedRecords(cluster, topics.images());
    }
    try {
      return images
          .read(source.partition(), source.offset())
          .flatMap(record -> event(record, source))
          .filter(event -> event.eventId().equals(alert.image().eventId()))
          .map(ImageEvent::image);
    } catch (ClusterException e) {
      // Who may see evidence need not have a right to all images.
      areImagesShut = true;
      return Optional.empty();
    }
  }

  private static Optional<ImageEvent> event(
      ConsumerRecord<byte[], byte[]> record, SourceRecord source) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return ImageEventCodec.parse(record.value(), record.key(), source, time).asOptional();
  }
}
