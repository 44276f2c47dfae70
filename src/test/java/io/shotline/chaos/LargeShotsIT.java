package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.App;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A product with shots of 670 MB, and processes with a heap of 256 MB. */
@Timeout(1200)
class LargeShotsIT {
  private static final Topics TOPICS = new Topics("");
  private static final String HEAP = "256m";
  private static final int SHOTS = 80;
  private static final int COUNTED = 16;
  private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path folder;
  private final Instant start = Instant.now();
  private EmbeddedBroker broker;
  private ClusterSettings cluster;

  @BeforeEach
  void addShots() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(1, (short) 1));
    }
    EncodedImage image = Samples.image("bmp", 2000, 1400, Color.GRAY);
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      for (int i = 0; i < SHOTS; i++) {
        shots.add(new Shot("plate", "s" + (100 + i), image, BEGIN.plusSeconds(i), "test"));
      }
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldScoreListAndReplayInLessMemoryThanTheShotsTake() throws Exception {
    List<String> newest =
        IntStream.range(SHOTS - COUNTED, SHOTS).mapToObj(i -> "s" + (100 + i)).toList();
    try (ChildProcess service =
        process("run", "--state-dir=" + folder.resolve("state"), "--metrics-port=0")) {
      assertThat(scored(service).shotIds()).isEqualTo(newest);
      assertThat(service.stop()).as(service.toString()).isZero();
    }
    try (ChildProcess list = process("shots", "list", "--product=plate")) {
      assertThat(list.line()).startsWith("shot ");
      assertThat(list.line()).startsWith("plate/s100 ").endsWith("2000 x 1400");
      assertThat(list.await()).as(list.toString()).isZero();
    }
    try (ChildProcess replay = process("replay", "--from=" + start, "--format=json")) {
      assertThat(replay.await()).as(replay.toString()).isZero();
      assertThat(replay.line()).contains("\"summary\"", "\"images\":1");
    }
  }

  private ScoredImage scored(ChildProcess service) throws IOException {
    assertThat(service.line()).startsWith("model ");
    List<StreamResult> results = new ArrayList<>();
    try (ResultReader reader = new ResultReader(cluster, TOPICS);
        ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      EncodedImage image = Samples.image("jpg", 64, 64, Color.GRAY);
      publisher.publish(new ImageEvent("e1", "camera-1", "plate", Instant.now(), image, Map.of()));
      Await.until(
          "a score",
          () -> {
            assertThat(service.isAlive()).as(service.toString()).isTrue();
            reader.poll(Duration.ofMillis(100)).forEach(results::add);
            return !results.isEmpty();
          });
    }
    assertThat(results.get(0)).isInstanceOf(ScoredRecord.class);
    return ((ScoredRecord) results.get(0)).image();
  }

  private ChildProcess process(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    if (!arguments[0].equals("shots")) {
      all.add("--model=model/mini");
    }
    return ChildProcess.startIn(
        HEAP, folder.resolve(arguments[0] + ".log"), App.class, all.toArray(String[]::new));
  }
}
