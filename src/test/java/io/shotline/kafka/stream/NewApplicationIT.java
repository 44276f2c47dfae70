package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.topic.StartFrom;
import io.shotline.testing.LabelModel;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application without offsets begins on topics that hold another one's results. */
@Timeout(600)
class NewApplicationIT {
  private EmbeddedBroker broker;
  private Line line;

  @BeforeEach
  void scoreThreeImages(@TempDir Path state) {
    broker = EmbeddedBroker.temporary(0);
    line = new Line(broker.bootstrapServers(), "new.", state);
    line.shots.add(shot(PRODUCT, "s1"));
    try (Line.Service first = start("first", null)) {
      send("a1", "b22", "c333");
      expect("a1", "b22", "c333");
      assertThat(first.streams().isAlive()).isTrue();
    }
  }

  @AfterEach
  void close() {
    line.close();
    broker.close();
  }

  @Test
  void shouldRefuseToScoreAgainWithoutAWordAndGoOnWhereItHasBegun() throws Exception {
    try (Line.Service second = start("second", null)) {
      assertThat(second.streams().awaitEnd())
          .get()
          .isInstanceOf(ClusterException.class)
          .asString()
          .contains(
              "second",
              "new.scores",
              "--start-from latest",
              "--start-from earliest",
              "--start-from TIME");
    }
    addPartition();
    // Has begun: neither refused, nor sent back to the earliest.
    try (Line.Service first = start("first", StartFrom.EARLIEST)) {
      Await.until("ready", first.streams()::isReady);
      send("a4", "b55");
      expect("a1", "b22", "c333", "a4", "b55");
    }
  }

  @Test
  void shouldBeginWithTheNextImageInAllInstancesThatStartTogether() {
    try (Line.Service one = start("latest", StartFrom.LATEST);
        Line.Service other = start("latest", StartFrom.LATEST)) {
      Await.until("ready", () -> one.streams().isReady() && other.streams().isReady());
      send("a4", "b55", "c666");
      expect("a1", "b22", "c333", "a4", "b55", "c666");
    }
  }

  @Test
  void shouldScoreAllAgainWhereThatIsSaid() {
    try (Line.Service again = start("earliest", StartFrom.EARLIEST)) {
      expect("a1", "b22", "c333", "a1", "b22", "c333");
      assertThat(again.streams().isAlive()).isTrue();
    }
  }

  @Test
  void shouldBeginWithTheImagesOfATime() {
    Instant time = Instant.now();
    send("a4");
    try (Line.Service service = start("timed", StartFrom.at(time))) {
      expect("a1", "b22", "c333", "a4");
      send("b55", "c666");
      expect("a1", "b22", "c333", "a4", "b55", "c666");
      assertThat(service.streams().isAlive()).isTrue();
    }
  }

  private Line.Service start(String application, @Nullable StartFrom from) {
    return line.start(
        new LabelModel(),
        application + System.nanoTime(),
        settings -> settings.withApplicationId(application).withStart(from));
  }

  private void send(String... ids) {
    Stream.of(ids).map(id -> line.send(id, image(0.1))).forEach(sent -> sent.join());
  }

  /** All results since the topics were made; one too many would come before those of the end. */
  private void expect(String... ids) {
    List<StreamResult> results =
        line.resultsUntil(ids.length + " results", all -> Line.scoredIds(all).size() >= ids.length);
    assertThat(Line.scoredIds(results)).containsExactlyInAnyOrder(ids);
  }

  private void addPartition() throws Exception {
    try (Admin admin = Admin.create(line.cluster.admin())) {
      admin.createPartitions(Map.of(line.topics.images(), NewPartitions.increaseTo(4))).all().get();
    }
  }
}
