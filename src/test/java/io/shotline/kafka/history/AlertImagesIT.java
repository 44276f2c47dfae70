package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images of alerts, found on the topics of a real broker. */
@Timeout(600)
class AlertImagesIT {
  private static EmbeddedBroker broker;
  private static ClusterSettings cluster;
  private static int number;
  private Topics topics;
  private PublishedAlerts alerts;
  private AlertImages images;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void makeTopics() {
    topics = new Topics("i" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    alerts = new PublishedAlerts(cluster, topics);
    images = new AlertImages(cluster, topics);
  }

  @AfterEach
  void close() {
    images.close();
    alerts.close();
  }

  @Test
  void shouldFindEvidenceInAnyOrderAndSeveralTimes() {
    List<RecordedAlert> kept = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      AlertRecord alert = kept("e-" + i, i);
      alerts.keep(i % 2, alert, image(i));
      kept.add(recorded(alert, i % 2));
    }

    for (int i = 0; i < 40; i++) {
      assertFound(kept.get(i), i);
    }
    for (int i = 39; i >= 0; i -= 3) {
      assertFound(kept.get(i), i);
      assertFound(kept.get(i), i);
    }
  }

  @Test
  void shouldTakeNoImageOfAnotherEventOrPartition() {
    AlertRecord alert = kept("e-1", 1);
    alerts.keep(0, kept("e-2", 1), image(2));
    alerts.keep(1, alert, image(1));

    assertThat(images.find(recorded(alert, 0), Duration.ZERO)).isEmpty();
    assertFound(recorded(alert, 1), 1);
  }

  @Test
  void shouldWaitForTheImageOfAnAlertThatJustCame() {
    AlertRecord alert = kept("e-1", 1);
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> alerts.keep(0, alert, image(7)),
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

    assertThat(images.find(recorded(alert, 0), Duration.ofMinutes(1)))
        .hasValueSatisfying(found -> assertThat(found.bytes()).isEqualTo(image(7).bytes()));
    later.join();
  }

  @Test
  void shouldWaitForNothingWhereTheImageWasGivenBefore() {
    AlertRecord alert = kept("e-1", 1);
    alerts.keep(0, alert, image(7));

    // An hour would be over after the test's time.
    for (int look = 0; look < 3; look++) {
      assertThat(images.find(recorded(alert, 0), Duration.ofHours(1))).isPresent();
    }
  }

  @Test
  void shouldTakeTheImageAsReceivedWhereThereIsNoEvidence() throws Exception {
    ImageEvent event = StreamSamples.event("e-1", image(9));
    SourceRecord source = received(event);

    assertFound(recorded(alert("e-1", source, EvidenceState.OFF), 1), 9);
    assertFound(recorded(alert("e-1", source, EvidenceState.KEPT), 1), 9);
    assertThat(
            List.of(
                alert("e-2", source, EvidenceState.OFF),
                alert("e-1", new SourceRecord("elsewhere", 0, 0), EvidenceState.OFF),
                alert("e-1", new SourceRecord(topics.images(), 0, 99), EvidenceState.OFF)))
        .allSatisfy(alert -> assertThat(images.find(recorded(alert, 0), Duration.ZERO)).isEmpty());

    deleteImages();

    assertThat(images.find(recorded(alert("e-1", source, EvidenceState.OFF), 1), Duration.ZERO))
        .isEmpty();
  }

  private void deleteImages() throws Exception {
    TopicPartition first = new TopicPartition(topics.images(), 0);
    try (Admin admin = Admin.create(cluster.admin())) {
      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(1))).all().get();
    }
  }

  private SourceRecord received(ImageEvent event) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
      byte[] key = event.cameraId().getBytes(UTF_8);
      long offset =
          producer
              .send(new ProducerRecord<>(topics.images(), 0, key, ImageEventCodec.toBytes(event)))
              .get()
              .offset();
      return new SourceRecord(topics.images(), 0, offset);
    }
  }

  private void assertFound(RecordedAlert alert, int number) {
    assertThat(images.find(alert, Duration.ZERO))
        .as(alert.image().eventId())
        .hasValueSatisfying(found -> assertThat(found.bytes()).isEqualTo(image(number).bytes()));
  }

  private AlertRecord kept(String event, int offset) {
    return alert(event, new SourceRecord("elsewhere", 0, offset), EvidenceState.KEPT);
  }

  private static AlertRecord alert(String event, SourceRecord source, EvidenceState evidence) {
    return PublishedAlerts.alert(event, source, evidence);
  }

  private static RecordedAlert recorded(AlertRecord alert, int partition) {
    return new RecordedAlert(alert, new SourceRecord("anomalies", partition, 0), Instant.now());
  }

  private static EncodedImage image(int number) {
    return StreamSamples.image(0.5, 100 + number);
  }
}
