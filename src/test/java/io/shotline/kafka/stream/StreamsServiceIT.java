package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class StreamsServiceIT {
  private static EmbeddedBroker broker;
  @TempDir Path state;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.temporary(0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldScoreImagesUpTo16MegabytesAndSendLargerOnesToTheDeadLetters() {
    try (Line line = line("large.")) {
      line.shots.add(shot(PRODUCT, "s1"));
      line.shots.add(
          new Shot(
              PRODUCT, "s2", StreamSamples.truncatedImage(), StreamSamples.SHOT_TIME, "a test"));
      try (Line.Service service = line.start(new LabelModel())) {
        List.of(
                line.send("largest", image(0.7, 16 << 20)),
                line.send("too large", image(0.1, 17 << 20)),
                line.send("bomb", image(0.1, 80, 30_000, 30_000)),
                line.send("text", new EncodedImage(StreamSamples.utf8("a text"))),
                line.send("fine", image(0.1)))
            .forEach(CompletableFuture::join);

        List<StreamResult> results = line.resultsUntil("7 results", all -> all.size() == 7);

        assertThat(Line.scoredIds(results)).containsExactlyInAnyOrder("largest", "fine");
        assertThat(Line.reasons(results))
            .containsExactlyInAnyOrder(
                "TOO_MANY_BYTES", "TOO_MANY_PIXELS", "NOT_AN_IMAGE", "UNDECODABLE_IMAGE");
        assertThat(results)
            .filteredOn(AlertRecord.class::isInstance)
            .singleElement()
            .extracting(alert -> ((AlertRecord) alert).image().eventId())
            .isEqualTo("largest");
        assertThat(service.streams().catalog().shots(PRODUCT)).hasSize(2);
        Await.until("ready", service.streams()::isReady);
        Await.until("no lag", () -> noLag(service.streams()));
      }
    }
  }

  @Test
  void shouldSayInOneWayThatThereIsNoCatalogBeforeTheStartAndAfterTheEnd() {
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    LabelModel model = new LabelModel();
    try (Line line = line("stopped.")) {
      line.shots.add(shot(PRODUCT, "s1"));
      RecordingMonitor monitor = new RecordingMonitor();
      StreamsService service =
          new StreamsService(
              StreamsSettings.of(cluster, new Topics("stopped."), state),
              StreamSamples.scorer(model, monitor),
              monitor);
      assertThatThrownBy(service::catalog).isInstanceOf(InvalidStateStoreException.class);
      assertThat(service.state()).isEqualTo(ServiceState.CREATED);
      service.start();
      Await.until("ready", service::isReady);
      assertThat(service.state()).isEqualTo(ServiceState.READY);
      assertThatThrownBy(service::start)
          .hasMessage("a service that is ready cannot become starting");
      Catalog catalog = service.catalog();
      assertThat(catalog.shots(PRODUCT)).hasSize(1);

      service.close();

      assertThat(service.state()).isEqualTo(ServiceState.ENDED);
      assertThatThrownBy(service::catalog)
          .isInstanceOf(InvalidStateStoreException.class)
          .hasMessageContaining("NOT_RUNNING");
      // Taken before the end and read after it.
      assertThatThrownBy(() -> catalog.shots(PRODUCT))
          .isInstanceOf(InvalidStateStoreException.class);
      assertThatThrownBy(() -> catalog.product(PRODUCT))
          .isInstanceOf(InvalidStateStoreException.class);
    }
  }

  @Test
  void shouldHeedAShotThatIsAddedWhileRunning() {
    try (Line line = line("added.");
        Line.Service service = line.start(new LabelModel())) {
      line.send("e1", image(0.1));
      line.resultsUntil("a rejection", all -> Line.reasons(all).contains("UNKNOWN_PRODUCT"));

      line.shots.add(shot(PRODUCT, "s1"));
      Await.until("shot", () -> !service.streams().catalog().shots(PRODUCT).isEmpty());
      line.send("e2", image(0.1));

      line.resultsUntil("a score", all -> Line.scoredIds(all).equals(List.of("e2")));
    }
  }

  @Test
  void shouldHeedEveryShotFromTheNextImageOnWithBothInstances() {
    try (Line line = line("next.");
        Line.Service first = line.start(new LabelModel(), "first");
        Line.Service second = line.start(new LabelModel(), "second")) {
      for (int round = 1; round <= 40; round++) {
        line.shots.add(shot(PRODUCT, "s" + "x".repeat(round)));
        // Of three cameras, on partitions of both instances.
        String id = "e" + round + "-";
        line.send(id, image(0.1)).join();
        line.send(id + "2", image(0.1)).join();
        line.send(id + "34", image(0.1)).join();
      }
      List<StreamResult> results =
          line.resultsUntil("120 results", all -> Line.scoredIds(all).size() == 120);

      assertThat(first.streams().isAlive() && second.streams().isAlive()).isTrue();
      for (StreamResult result : results) {
        ScoredImage image = ((ScoredRecord) result).image();
        String id = image.eventId();
        int round = Integer.parseInt(id.substring(1, id.indexOf('-')));
        // The three newest count, and newer ones may have come by then.
        assertThat(image.shotIds()).as(id).anyMatch(shot -> shot.length() > round);
      }
    }
  }

  @Test
  void shouldCountImagesAsWaitingThatAreHeldAndThatComeBehindThem() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    try (Line line = line("held.");
        Line.Service service = line.start(LabelModel.behind(gate))) {
      try {
        line.shots.add(shot(PRODUCT, "s1"));
        Await.until("ready", service.streams()::isReady);
        // As many of one camera as are in work: its stream thread reads no more.
        List.of("a1", "a2", "a3").forEach(id -> line.send(id, image(0.1)).join());
        Await.until("3 wait", () -> waiting(service) == 3);
        List.of("a4", "a5", "b10", "c100").forEach(id -> line.send(id, image(0.1)).join());
        Await.until("7 wait", () -> waiting(service) == 7);
        gate.complete(null);
        line.resultsUntil("all scores", all -> Line.scoredIds(all).size() == 7);
        Await.until("none waits", () -> waiting(service) == 0);
      } finally {
        gate.complete(null);
      }
    }
  }

  private static long waiting(Line.Service service) {
    return service.streams().consumerLag().values().stream().mapToLong(lag -> lag).sum();
  }

  private Line line(String prefix) {
    return new Line(broker.bootstrapServers(), prefix, state);
  }

  private static boolean noLag(StreamsService service) {
    return service.consumerLag().size() == 3
        && service.consumerLag().values().stream().allMatch(lag -> lag == 0);
  }
}
