package io.shotline.kafka.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.MessageLimits;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.SourceRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends images to the topic of images, those of one camera in order. Safe for many threads. */
public final class ImagePublisher implements AutoCloseable {
  /** Of an image that can be sent: its record also has the ids and attributes of the event. */
  public static final int MOST_IMAGE_BYTES = MessageLimits.RECORD_BYTES - (1 << 20);

  private final ClusterSettings cluster;
  private final String topic;
  private final ClusterReplies answers;
  private final Producer<byte[], byte[]> producer;

  /**
   * Connects; blocks up to the cluster's timeout.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public ImagePublisher(ClusterSettings cluster, Topics topics) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topic = topics.images();
    this.answers = new ClusterReplies(cluster);
    TopicAdmin.require(cluster, topics, TopicRole.IMAGES);
    this.producer = cluster.open(() -> new KafkaProducer<>(cluster.producer()));
  }

  /**
   * Sends an image in the background; blocks only while the send buffer is full.
   *
   * @return the record that it became, once all replicas have it, or a {@link ClusterException}
   */
  public CompletableFuture<SourceRecord> publish(ImageEvent event) {
    CompletableFuture<SourceRecord> sent = new CompletableFuture<>();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, event.cameraId().getBytes(UTF_8), ImageEventCodec.toBytes(event));
    try {
      Future<RecordMetadata> unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(
                      new SourceRecord(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                  sent.completeExceptionally(answers.failure(failure, what(event)));
                }
              });
    } catch (KafkaException e) {
      sent.completeExceptionally(answers.failure(e, what(event)));
    }
    return sent;
  }

  /** Sends what is under way, up to the cluster's timeout. */
  @Override
  public void close() {
    producer.close(cluster.timeout());
  }

  private String what(ImageEvent event) {
    return "sending image " + event.eventId() + " to topic " + topic;
  }
}
