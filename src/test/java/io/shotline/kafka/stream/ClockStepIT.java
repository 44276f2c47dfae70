package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.history.GivenVerdicts;
import io.shotline.kafka.history.RecordedImages;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detector whose clock is not the broker's, and whose clock is set while it works. */
@Timeout(600)
class ClockStepIT {
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private final InstantSource source = () -> Instant.now().plus(offset.get());
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private EmbeddedBroker broker;
  private Line line;

  @BeforeEach
  void open(@TempDir Path state) {
    broker = EmbeddedBroker.temporary(0);
    line = new Line(broker.bootstrapServers(), "clock.", state);
    line.shots.add(shot(PRODUCT, "s1"));
  }

  @AfterEach
  void close() {
    line.close();
    broker.close();
  }

  @Test
  void shouldScoreWhateverTheDetectorsClockSays() {
    List<String> ids = new ArrayList<>();
    try (Line.Service service = line.start(new LabelModel(), clock)) {
      for (Duration step :
          List.of(Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(-1), Duration.ZERO)) {
        offset.set(step);
        for (String camera : List.of("", "x", "xx")) {
          String id = "e" + ids.size() + camera;
          line.send(id, image(0.7)).join();
          ids.add(id);
        }
        line.send("text", new EncodedImage(StreamSamples.utf8("a text"))).join();
        line.resultsUntil("scores by " + step, all -> Line.scoredIds(all).containsAll(ids));
        assertThat(service.streams().isAlive()).isTrue();
      }
      List<StreamResult> results =
          line.resultsUntil("all", all -> Line.reasons(all).size() == 4 && all.size() == 28);
      assertThat(Line.scoredIds(results)).containsExactlyInAnyOrderElementsOf(ids);
    }
    try (RecordedImages images =
        new RecordedImages(line.cluster, line.topics, Instant.EPOCH, null)) {
      Instant from = Instant.now().minus(Duration.ofHours(1));
      GivenVerdicts given = GivenVerdicts.read(line.cluster, line.topics, images, from);
      long found = 0;
      while (!images.isDone()) {
        found +=
            images.poll(Duration.ofMillis(200)).stream()
                .filter(image -> given.of(image.source()).isPresent())
                .count();
      }
      assertThat(found).isEqualTo(ids.size());
    }
  }

  @Test
  void shouldSayWhoseClockIsHowFarOffOnTopicsOfBefore() throws Exception {
    ConfigResource scores =
        new ConfigResource(ConfigResource.Type.TOPIC, line.topics.name(TopicRole.SCORES));
    AlterConfigOp byTheSender =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(line.cluster.admin())) {
      admin.incrementalAlterConfigs(Map.of(scores, List.of(byTheSender))).all().get();
    }
    offset.set(Duration.ofHours(2));
    line.send("e1", image(0.1)).join();

    try (Line.Service service = line.start(new LabelModel(), clock)) {
      assertThat(service.streams().awaitEnd().orElseThrow())
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("this machine's clock")
          .hasMessageMatching("(?s).*, 2h\\S* ahead of the broker's, .*")
          .hasMessageContaining("shotline topics upgrade");
    }
  }
}
