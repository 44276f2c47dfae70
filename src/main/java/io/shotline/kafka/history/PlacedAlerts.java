package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.PlacedRecords;
import io.shotline.kafka.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads single alerts, with their maps, and their images. Connects when it is first asked. Safe for
 * use by many threads, which take turns.
 */
final class PlacedAlerts implements AutoCloseable {
  /** How long the image of an alert may come after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A right to read images, once refused, is tried again after this time. */
  private static final Duration IMAGES_USED = Duration.ofMinutes(1);

  private final ClusterSettings cluster;
  private final Topics topics;
  private @Nullable PlacedRecords alerts;
  private @Nullable AlertImages images;
  private long imagesNanos;

  PlacedAlerts(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
  }

  /**
   * Returns an alert; empty if there is none, or none any more.
   *
   * @throws ClusterException if the cluster does not answer
   */
  synchronized Optional<RecordedAlert> read(AlertId id) {
    PlacedRecords records = connected();
    return records.hasPartition(id.partition())
        ? records.read(id.partition(), id.offset()).flatMap(RecordedAlert::read)
        : Optional.empty();
  }

  /**
   * Returns the image of an alert.
   *
   * @throws ClusterException if the cluster does not answer
   */
  synchronized AlertImage image(AlertId id) {
    Optional<RecordedAlert> found = read(id);
    if (found.isEmpty()) {
      PlacedRecords records = connected();
      return records.hasPartition(id.partition())
              && records.isBeforeStart(id.partition(), id.offset())
          ? new AlertImage.Gone()
          : new AlertImage.Unknown();
    }
    RecordedAlert alert = found.get();
    Optional<EncodedImage> image = find(alert);
    if (image.isPresent()) {
      return new AlertImage.Found(image.get(), alert.image());
    }
    EvidenceState evidence = alert.alert().evidence();
    return evidence == EvidenceState.KEPT
        ? new AlertImage.Gone()
        : new AlertImage.Omitted(evidence);
  }

  @Override
  public synchronized void close() {
    closeImages();
    if (alerts != null) {
      alerts.close();
    }
  }

  private PlacedRecords connected() {
    if (alerts == null) {
      alerts = new PlacedRecords(cluster, topics.anomalies());
    }
    return alerts;
  }

  private Optional<EncodedImage> find(RecordedAlert alert) {
    if (images != null && System.nanoTime() - imagesNanos > IMAGES_USED.toNanos()) {
      closeImages();
    }
    if (images == null) {
      images = new AlertImages(cluster, topics);
      imagesNanos = System.nanoTime();
    }
    try {
      return images.find(alert, PATIENCE);
    } catch (ClusterException e) {
      closeImages();
      throw e;
    }
  }

  private void closeImages() {
    if (images != null) {
      images.close();
      images = null;
    }
  }
}
