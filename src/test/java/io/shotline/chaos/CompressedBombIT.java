package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.App;
import io.shotline.core.ImageEvent;
import io.shotline.core.product.Shot;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import io.shotline.wire.v1.NormalShot;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that unpack to nearly a gigabyte, sent to a broker and a service that have one each. All
 * four ways to compress with {@code -Dshotline.chaos.bombs=4}, and more that may just be unpacked
 * with {@code -Dshotline.chaos.large=40}.
 */
@Timeout(600)
class CompressedBombIT {
  private static final Topics TOPICS = new Topics("");
  private static final String PRODUCT = "plate";
  private static final String[] HEAP = {"-XX:TieredStopAtLevel=1", "-Xmx1g"};
  private static final int ZEROS = 990_000_000;

  /** Snappy packs zeros worse: more would not pass the broker. */
  private static final int SNAPPY_ZEROS = 600_000_000;

  /** A record may be as large, so that all of it reaches the dead letters. */
  private static final int LARGE_ZEROS = 31_000_000;

  private static final int BOMBS = Integer.getInteger("shotline.chaos.bombs", 2);
  private static final int LARGE = Integer.getInteger("shotline.chaos.large", 4);

  private final List<StreamResult> results = new ArrayList<>();

  @Test
  void shouldOutliveRecordsThatUnpackToAGigabyte(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (ChildProcess broker = broker(folder)) {
      String brokers = broker.line();
      ClusterSettings cluster = ClusterSettings.of(brokers);
      try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
        admin.create(new TopicLayout(1, (short) 1));
      }
      try (ShotTopic shots = new ShotTopic(cluster, TOPICS);
          ImagePublisher images = new ImagePublisher(cluster, TOPICS);
          ResultReader reader = new ResultReader(cluster, TOPICS)) {
        shots.add(shot("good"));
        sendTo(brokers, TOPICS.prompts(), CompressionType.GZIP);
        sendTo(brokers, TOPICS.prompts(), CompressionType.ZSTD);
        images.publish(event("before")).join();
        for (CompressionType type : bombs()) {
          sendTo(brokers, TOPICS.images(), type);
        }
        for (int i = 0; i < LARGE; i++) {
          sendTo(brokers, TOPICS.images(), CompressionType.ZSTD, LARGE_ZEROS);
        }
        images.publish(event("after")).join();
        try (ChildProcess service = service(folder, brokers)) {
          await(reader, service, "before", "after");
          assertThat(reasons("prompts")).containsOnly("TOO_MANY_BYTES").hasSize(2);
          assertThat(reasons("images")).containsOnly("TOO_MANY_BYTES").hasSize(BOMBS + LARGE);
          assertThat(service.stop()).as(service.toString()).isZero();
        }
        images.publish(event("next day")).join();
        try (ChildProcess again = service(folder, brokers)) {
          await(reader, again, "before", "after", "next day");
          assertThat(again.stop()).as(again.toString()).isZero();
        }
        assertThat(results).hasSize(3 + 2 + BOMBS + LARGE);
        assertThat(shots.list())
            .extracting(listed -> listed.shot().shotId())
            .containsExactly("good");
      }
      assertThat(broker.isAlive()).isTrue();
    }
  }

  private static List<CompressionType> bombs() {
    return List.of(
            CompressionType.GZIP, CompressionType.ZSTD, CompressionType.LZ4, CompressionType.SNAPPY)
        .subList(0, BOMBS);
  }

  /** Until these images are scored and all bombs of both topics are dead letters. */
  private void await(ResultReader reader, ChildProcess service, String... scored) {
    Await.until(
        "results " + List.of(scored) + " of " + service,
        () -> {
          results.addAll(reader.poll(Duration.ofMillis(100)));
          assertThat(service.isAlive()).as(service.toString()).isTrue();
          return scoredIds().containsAll(List.of(scored))
              && reasons("images").size() >= BOMBS + LARGE
              && reasons("prompts").size() >= 2;
        });
  }

  private List<String> scoredIds() {
    return results.stream()
        .filter(ScoredRecord.class::isInstance)
        .map(result -> ((ScoredRecord) result).image().eventId())
        .toList();
  }

  private List<String> reasons(String topic) {
    return results.stream()
        .filter(DeadLetterRecord.class::isInstance)
        .map(DeadLetterRecord.class::cast)
        .filter(letter -> letter.source().topic().equals(topic))
        .map(DeadLetterRecord::reason)
        .toList();
  }

  private static void sendTo(String brokers, String topic, CompressionType type)
      throws IOException {
    sendTo(brokers, topic, type, type == CompressionType.SNAPPY ? SNAPPY_ZEROS : ZEROS);
  }

  private static void sendTo(String brokers, String topic, CompressionType type, int zeros)
      throws IOException {
    boolean isShot = topic.equals(TOPICS.prompts());
    byte[] message =
        isShot
            ? NormalShot.newBuilder().setProductId(PRODUCT).setShotId("good").build().toByteArray()
            : io.shotline.wire.v1.ImageEvent.newBuilder()
                .setEventId("bomb")
                .setCameraId("camera")
                .setProductId(PRODUCT)
                .build()
                .toByteArray();
    int field =
        isShot ? NormalShot.IMAGE_FIELD_NUMBER : io.shotline.wire.v1.ImageEvent.IMAGE_FIELD_NUMBER;
    CompressedBomb bomb =
        CompressedBomb.of(type, isShot ? PRODUCT + "/good" : "camera", message, field, zeros);
    assertThat(bomb.send(brokers, topic))
        .as("%s of %d bytes", type, bomb.sizeInBytes())
        .isEqualTo(Errors.NONE);
  }

  private static Shot shot(String id) {
    return Samples.shot(PRODUCT, id, Samples.image("jpg", 64, 64, Color.GRAY));
  }

  private static ImageEvent event(String id) {
    return new ImageEvent(
        id, "camera", PRODUCT, Instant.now(), Samples.image("jpg", 64, 64, Color.GRAY), Map.of());
  }

  private static ChildProcess broker(Path folder) throws IOException {
    return ChildProcess.start(
        folder.resolve("broker.log"),
        List.of(HEAP),
        BrokerProcess.class,
        folder.resolve("data").toString(),
        "0");
  }

  private static ChildProcess service(Path folder, String brokers) throws IOException {
    return ChildProcess.start(
        folder.resolve("service.log"),
        List.of(HEAP),
        App.class,
        "run",
        "--bootstrap-servers=" + brokers,
        "--model=model/mini",
        "--state-dir=" + folder.resolve("state"),
        "--metrics-port=0");
  }
}
