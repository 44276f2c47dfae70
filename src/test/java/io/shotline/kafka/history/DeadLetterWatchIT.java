package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Rejection;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.DeadLetterLog;
import io.shotline.core.line.RecordPlace;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ShotCodec;
import io.shotline.wire.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters on the topic of a real broker. */
@Timeout(600)
class DeadLetterWatchIT {
  private static final Topics TOPICS = new Topics("dead.");
  private static final Clock CLOCK = Clock.systemUTC();
  private final HeardLine heard = new HeardLine();
  private final DeadLetterLog log = new DeadLetterLog(Duration.ofHours(8), CLOCK);

  @Test
  void shouldTellReasonsPlacesAndImages() throws Exception {
    byte[] image = StreamSamples.image(0.5).bytes();
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      makeTopics(cluster);
      publish(cluster, TOPICS.images(), "cam", event(), Rejection.Reason.NO_SHOTS);
      publish(
          cluster,
          TOPICS.images(),
          "cam",
          "rubbish".getBytes(UTF_8),
          Rejection.Reason.MALFORMED_MESSAGE);
      publish(cluster, TOPICS.images(), "cam", null, Rejection.Reason.EMPTY_VALUE);
      publish(cluster, TOPICS.prompts(), "cap/s-1", shot(), Rejection.Reason.NOT_AN_IMAGE);
      publish(cluster, TOPICS.products(), "cap", new byte[3], Rejection.Reason.MALFORMED_MESSAGE);
      noLetter(cluster);
      try (DeadLetterWatch watch = new DeadLetterWatch(cluster, TOPICS, log, heard, CLOCK);
          LetterImages images = new LetterImages(cluster, TOPICS)) {
        watch.start();
        Await.until("complete", watch::isComplete);

        assertThat(log.newest()).hasSize(5);
        assertLetter(0, "camera-3", "e-1", StreamSamples.PRODUCT, image.length);
        assertLetter(1, "cam", "", "", 0);
        assertLetter(2, "cam", "", "", 0);
        assertLetter(3, "", "s-1", "cap", StreamSamples.image(0.03).length());
        assertLetter(4, "", "", "", 0);
        assertThat(letter(0))
            .extracting(DeadLetter::originTopic, DeadLetter::originOffset, DeadLetter::detail)
            .containsExactly(TOPICS.images(), 77L, "a detail");
        assertThat(log.counts(Duration.ofHours(8)))
            .isEqualTo(
                Map.of(
                    "NO_SHOTS",
                    1L,
                    "MALFORMED_MESSAGE",
                    2L,
                    "EMPTY_VALUE",
                    1L,
                    "NOT_AN_IMAGE",
                    1L));
        assertThat(images.of(letter(0)))
            .hasValueSatisfying(found -> assertThat(found.bytes()).isEqualTo(image));
        assertThat(images.of(letter(3))).isPresent();
        assertThat(images.of(letter(1))).isEmpty();

        deleteBefore(cluster, 1);
        assertThat(images.of(letter(0))).isEmpty();

        assertThat(heard.rejected).isEmpty();
        publish(cluster, TOPICS.images(), "cam", null, Rejection.Reason.EMPTY_VALUE);
        Await.until("one that comes", () -> heard.rejected.size() == 1);
      }
    }
  }

  private DeadLetter letter(long offset) {
    return log.find(new RecordPlace(0, offset)).orElseThrow();
  }

  private void assertLetter(long offset, String camera, String event, String product, int bytes) {
    assertThat(letter(offset))
        .extracting(
            DeadLetter::cameraId,
            DeadLetter::eventId,
            DeadLetter::productId,
            DeadLetter::imageBytes)
        .containsExactly(camera, event, product, bytes);
  }

  private static byte[] event() {
    return ImageEventCodec.toBytes(StreamSamples.event("e-1", StreamSamples.image(0.5)));
  }

  private static byte[] shot() {
    return ShotCodec.toBytes(StreamSamples.shot("cap", "s-1"));
  }

  private static void publish(
      ClusterSettings cluster,
      String origin,
      String key,
      byte @Nullable [] value,
      Rejection.Reason reason)
      throws Exception {
    Record<byte[], byte[]> letter =
        DeadLetters.letter(
            new Record<>(key.getBytes(UTF_8), value, 0),
            new SourceRecord(origin, 0, 77),
            new Rejection(reason, "a detail"),
            0);
    send(
        cluster,
        new ProducerRecord<>(
            TOPICS.deadLetters(), 0, letter.key(), letter.value(), letter.headers()));
  }

  private static void noLetter(ClusterSettings cluster) throws Exception {
    send(cluster, new ProducerRecord<>(TOPICS.deadLetters(), 0, new byte[1], new byte[1]));
  }

  private static void send(ClusterSettings cluster, ProducerRecord<byte[], byte[]> record)
      throws Exception {
    Map<String, Object> properties = cluster.producer();
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
      producer.send(record).get();
    }
  }

  private static void deleteBefore(ClusterSettings cluster, long offset) throws Exception {
    TopicPartition first = new TopicPartition(TOPICS.deadLetters(), 0);
    try (Admin admin = Admin.create(cluster.admin())) {
      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  private static void makeTopics(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(1, (short) 1));
    }
  }
}
