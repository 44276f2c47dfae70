package io.shotline.kafka.line;

import io.shotline.core.ImageEvent;
import io.shotline.core.line.Images;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.PublishedImage;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.SourceRecord;
import java.util.concurrent.CompletionException;

/** Publishes images to their topic. */
public final class LineImages implements Images, AutoCloseable {
  private final LazyConnection<ImagePublisher> publisher;

  /** Makes it; connects when the first image comes. */
  public LineImages(ClusterSettings cluster, Topics topics) {
    this.publisher =
        new LazyConnection<>(() -> new ImagePublisher(cluster, topics), ImagePublisher::close);
  }

  @Override
  public PublishedImage publish(ImageEvent event) {
    SourceRecord at = publisher.call(topic -> sent(topic, event));
    return new PublishedImage(event.eventId(), at.topic(), at.partition(), at.offset());
  }

  @Override
  public void close() {
    publisher.close();
  }

  private static SourceRecord sent(ImagePublisher topic, ImageEvent event) {
    try {
      return topic.publish(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ClusterException refused) {
        throw new LineUnavailableException(String.valueOf(refused.getMessage()), refused);
      }
      throw e;
    }
  }
}
