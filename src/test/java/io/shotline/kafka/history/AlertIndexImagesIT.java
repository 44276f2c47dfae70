package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.result.EvidenceState;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LogLines;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.SourceRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The images of an index's alerts, and a broker that goes away and comes back. */
@Timeout(600)
class AlertIndexImagesIT {
  private static final Topics TOPICS = new Topics("line.");
  private static final EncodedImage IMAGE = StreamSamples.image(0.5, 100);

  @TempDir private Path folder;

  @Test
  void shouldTellWhatBecameOfAnImage() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = cluster(broker);
      createTopics(cluster);
      SourceRecord received = publishImage(cluster);
      try (PublishedAlerts alerts = new PublishedAlerts(cluster, TOPICS);
          AlertIndex index = new AlertIndex(cluster, TOPICS, Clock.systemUTC())) {
        AlertRecord kept = alert("e-0", elsewhere(0), EvidenceState.KEPT);
        alerts.publish(0, kept);
        alerts.keep(0, kept, IMAGE);
        alerts.publish(0, alert("e-1", elsewhere(1), EvidenceState.KEPT));
        alerts.publish(0, alert("e-2", elsewhere(2), EvidenceState.OMITTED_CAP));
        alerts.publish(0, alert("e-3", received, EvidenceState.OFF));
        index.start();
        Await.until("all alerts are read", index::isComplete);

        assertThat(index.image(id(0)))
            .isInstanceOfSatisfying(
                AlertImage.Found.class,
                found -> {
                  assertThat(found.image().bytes()).isEqualTo(IMAGE.bytes());
                  assertThat(found.result().residualMap()).isNotNull();
                });
        assertThat(index.image(id(1))).isEqualTo(new AlertImage.Gone());
        assertThat(index.image(id(2))).isEqualTo(new AlertImage.Omitted(EvidenceState.OMITTED_CAP));
        assertThat(index.image(id(3))).isInstanceOf(AlertImage.Found.class);
        assertThat(index.image(id(4))).isEqualTo(new AlertImage.Unknown());
        assertThat(index.image(new AlertId(99, 0))).isEqualTo(new AlertImage.Unknown());

        deleteAlerts(cluster, 2);
        assertThat(index.image(id(0))).isEqualTo(new AlertImage.Gone());
      }
    }
  }

  @Test
  void shouldOutliveABrokerThatIsAway() {
    int port;
    try (EmbeddedBroker broker = broker(0)) {
      port = broker.port();
      createTopics(cluster(broker));
      publish(broker, alert("e-0", elsewhere(0), EvidenceState.OFF));
    }
    ClusterSettings impatient =
        new ClusterSettings(EmbeddedBroker.HOST + ":" + port, Map.of(), Duration.ofSeconds(5));
    try (LogLines log = new LogLines();
        AlertIndex index = new AlertIndex(impatient, TOPICS, Clock.systemUTC())) {
      index.start();
      Await.until(
          "a word in the log",
          () -> log.warnings().stream().anyMatch(line -> line.contains("are not followed")));
      assertThat(log.warnings()).anyMatch(line -> line.contains("no broker answered at "));
      assertThat(index.isComplete()).isFalse();

      try (EmbeddedBroker broker = broker(port)) {
        Await.until("alerts are read from " + broker.port(), index::isComplete);
        assertThat(index.acknowledge(id(0), "ann", "")).isPresent();
      }
      assertThat(events(index)).containsExactly("e-0");
      assertThatThrownBy(() -> index.acknowledge(id(0), "ann", "another note"))
          .isInstanceOf(LineUnavailableException.class);

      try (EmbeddedBroker broker = broker(port)) {
        publish(broker, alert("e-1", elsewhere(1), EvidenceState.OFF));
        Await.until("the next alert", () -> events(index).equals(List.of("e-1", "e-0")));
      }
    }
  }

  private EmbeddedBroker broker(int port) {
    return EmbeddedBroker.in(folder.resolve("broker"), port);
  }

  private static void publish(EmbeddedBroker broker, AlertRecord alert) {
    try (PublishedAlerts alerts = new PublishedAlerts(cluster(broker), TOPICS)) {
      alerts.publish(0, alert);
    }
  }

  private static List<String> events(AlertIndex index) {
    return index.find(AlertQuery.newest(9)).alerts().stream().map(AlertEntry::eventId).toList();
  }

  private static void createTopics(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
  }

  private static ClusterSettings cluster(EmbeddedBroker broker) {
    return ClusterSettings.of(broker.bootstrapServers());
  }

  private static SourceRecord publishImage(ClusterSettings cluster) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
      byte[] value = ImageEventCodec.toBytes(StreamSamples.event("e-3", IMAGE));
      byte[] key = "camera-1".getBytes(UTF_8);
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPICS.images(), 0, key, value);
      return new SourceRecord(TOPICS.images(), 0, producer.send(record).get().offset());
    }
  }

  private static void deleteAlerts(ClusterSettings cluster, long before) throws Exception {
    TopicPartition first = new TopicPartition(TOPICS.anomalies(), 0);
    try (Admin admin = Admin.create(cluster.admin())) {
      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  private static AlertRecord alert(String event, SourceRecord source, EvidenceState evidence) {
    return PublishedAlerts.alert(event, source, evidence);
  }

  private static SourceRecord elsewhere(long offset) {
    return new SourceRecord("elsewhere", 0, offset);
  }

  private static AlertId id(long offset) {
    return new AlertId(0, offset);
  }
}
