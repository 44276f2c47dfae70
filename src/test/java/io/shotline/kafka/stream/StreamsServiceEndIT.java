package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.port.ModelFailedException;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service ends in order, with its cause, and is taken up where it ended. */
@Timeout(600)
class StreamsServiceEndIT {
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
  void shouldContinueAfterARestartWithoutLossOrDuplicates() {
    List<String> ids = IntStream.range(0, 120).mapToObj(i -> "e" + i).toList();
    try (Line line = line("restart.")) {
      line.shots.add(shot(PRODUCT, "s1"));
      ids.subList(0, 80).forEach(id -> line.send(id, image(0.1)));
      try (Line.Service first = line.start(new LabelModel())) {
        line.resultsUntil("some scores", all -> all.size() > 10);
        assertThat(first.streams().isAlive()).isTrue();
      }
      ids.subList(80, 120).forEach(id -> line.send(id, image(0.1)));
      try (Line.Service second = line.start(new LabelModel())) {
        line.resultsUntil("all scores", all -> Line.scoredIds(all).containsAll(ids));
        assertThat(second.streams().isAlive()).isTrue();
        // A duplicate of an early image would be read before the result of a later one.
        line.send("last-e1", image(0.1));
        line.send("last-e20", image(0.1));
        line.send("last-e300", image(0.1));
        List<StreamResult> results =
            line.resultsUntil("the last", all -> Line.scoredIds(all).size() >= ids.size() + 3);
        assertThat(Line.scoredIds(results)).doesNotHaveDuplicates().hasSize(ids.size() + 3);
      }
    }
  }

  @Test
  void shouldFinishTheImagesInHandWhenClosed() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    LabelModel model = LabelModel.behind(gate);
    try (Line line = line("graceful.")) {
      line.shots.add(shot(PRODUCT, "s1"));
      line.send("in hand", image(0.1)).join();
      try (Line.Service service = line.start(model)) {
        assertThat(model.scoring.await(5, TimeUnit.MINUTES)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(service.streams()::close);
        Await.until("closing", () -> service.streams().state() == ServiceState.STOPPING);
        assertThat(service.streams().isReady()).isFalse();
        assertThat(closed).isNotDone();
        gate.complete(null);
        closed.get(5, TimeUnit.MINUTES);

        assertThat(service.streams().state()).isEqualTo(ServiceState.ENDED);
        assertThat(service.streams().awaitEnd()).isEmpty();
        line.resultsUntil("a score", all -> Line.scoredIds(all).equals(List.of("in hand")));
      }
    }
  }

  @Test
  void shouldEndWithTheCauseWhenTheModelFailsAndScoreTheImageAfterARestart() throws Exception {
    try (Line line = line("broken.")) {
      line.shots.add(shot(PRODUCT, "s1"));
      line.send("e1", image(LabelModel.FATAL / 100.0)).join();
      try (Line.Service failing = line.start(new LabelModel())) {
        Optional<Throwable> cause = failing.streams().awaitEnd();

        assertThat(cause).get().isInstanceOf(ModelFailedException.class);
        assertThat(failing.streams().isAlive()).isFalse();
        assertThat(failing.streams().isReady()).isFalse();
        assertThat(failing.streams().state()).isEqualTo(ServiceState.FAILED);
      }
      // Otherwise the next start would wait until the group has missed it long enough.
      assertThat(members(line, "it-broken.")).isEmpty();
      try (Line.Service repaired = line.start(LabelModel.repaired())) {
        assertThat(repaired.streams().isAlive()).isTrue();
        List<StreamResult> results = line.resultsUntil("an alert", all -> all.size() >= 2);
        assertThat(Line.scoredIds(results)).containsExactly("e1");
      }
    }
  }

  @Test
  void shouldEndWhenTopicsAreMissing() throws Exception {
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    Topics topics = new Topics("nobody-made.");
    LabelModel model = new LabelModel();
    RecordingMonitor monitor = new RecordingMonitor();
    try (StreamsService service =
        new StreamsService(
            StreamsSettings.of(cluster, topics, state),
            StreamSamples.scorer(model, monitor),
            monitor)) {
      service.start();

      assertThat(service.awaitEnd())
          .get()
          .isInstanceOf(ClusterException.class)
          .asString()
          .contains("nobody-made.images", "shotline topics create");
    }
  }

  private static Collection<MemberDescription> members(Line line, String group) throws Exception {
    try (Admin admin = Admin.create(line.cluster.admin())) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members();
    }
  }

  private Line line(String prefix) {
    return new Line(broker.bootstrapServers(), prefix, state);
  }
}
