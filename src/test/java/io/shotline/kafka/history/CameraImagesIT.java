package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shotline.core.ImageEvent;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.RecordPlace;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.SampleScores;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ImageEventCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images on the topic of a real broker. */
@Timeout(600)
class CameraImagesIT {
  private static final Topics TOPICS = new Topics("pictures.");

  @Test
  void shouldReadTheImageOfAStateWhileItIsKept() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        CameraImages images = new CameraImages(cluster(broker.port()), TOPICS)) {
      makeTopics(cluster(broker.port()));
      publish(cluster(broker.port()), "e-0", "e-1");

      assertThat(images.of(state("e-1", new RecordPlace(0, 1))))
          .hasValueSatisfying(
              image -> assertThat(image.bytes()).isEqualTo(StreamSamples.image(0.5).bytes()));
      assertThat(images.of(state("e-0", new RecordPlace(0, 1)))).isEmpty();
      assertThat(images.of(state("e-9", new RecordPlace(0, 9)))).isEmpty();
      assertThat(images.of(state("e-1", null))).isEmpty();

      deleteBefore(cluster(broker.port()), 2);
      assertThat(images.of(state("e-1", new RecordPlace(0, 1)))).isEmpty();
    }
  }

  @Test
  void shouldRefuseAtOnceForSomeSecondsAfterTheClusterDidNotAnswer() {
    AtomicLong nanos = new AtomicLong();
    try (FoundRecords records = new FoundRecords(cluster(1), TOPICS.images(), nanos::get)) {
      Throwable first = failure(records);
      assertThat(first).hasMessageContaining("no broker answered");
      nanos.set(Duration.ofMillis(4999).toNanos());
      assertThat(failure(records)).isSameAs(first);
      nanos.set(Duration.ofMillis(5000).toNanos());
      assertThat(failure(records)).isNotSameAs(first);
    }
  }

  private static Throwable failure(FoundRecords records) {
    LineUnavailableException thrown =
        catchThrowableOfType(
            LineUnavailableException.class, () -> records.find(new RecordPlace(0, 1)));
    return thrown.getCause();
  }

  private static CameraState state(String event, @Nullable RecordPlace place) {
    return CameraState.of(
        PublishedResults.judged(event, "camera-3", "bolt", 0.1), SampleScores.NOW, place);
  }

  private static void publish(ClusterSettings cluster, String... events) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
      for (String event : events) {
        ImageEvent image = StreamSamples.event(event, StreamSamples.image(0.5));
        byte[] key = image.cameraId().getBytes(UTF_8);
        producer
            .send(new ProducerRecord<>(TOPICS.images(), 0, key, ImageEventCodec.toBytes(image)))
            .get();
      }
    }
  }

  private static void deleteBefore(ClusterSettings cluster, long offset) throws Exception {
    TopicPartition first = new TopicPartition(TOPICS.images(), 0);
    try (Admin admin = Admin.create(cluster.admin())) {
      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  private static void makeTopics(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(1, (short) 1));
    }
  }

  private static ClusterSettings cluster(int port) {
    return new ClusterSettings("127.0.0.1:" + port, Map.of(), Duration.ofSeconds(2));
  }
}
