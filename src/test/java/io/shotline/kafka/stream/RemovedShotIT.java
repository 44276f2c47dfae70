package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shot whose removal an instance did not hear of, and of which the topic says nothing more. */
@Timeout(600)
class RemovedShotIT {
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
  void shouldStayRemovedOnAnInstanceThatWasAwayForLong() throws Exception {
    try (Line line = new Line(broker.bootstrapServers(), "away.", state);
        Compaction compaction = new Compaction(line);
        Line.Service first = line.start(new LabelModel(), "first")) {
      line.shots.addAll(Stream.of(shot(PRODUCT, "s1"), shot(PRODUCT, "s22")));
      compaction.keepTombstones(Duration.ofHours(10));
      try (Line.Service second = line.start(new LabelModel(), "second")) {
        Await.until("two shots", () -> ids(first).size() == 2 && ids(second).size() == 2);
      }

      line.shots.remove(PRODUCT, "s1");
      compaction.keepTombstones(Duration.ZERO);
      compaction.awaitForgotten(PRODUCT, "s1");
      compaction.keepTombstones(Duration.ofHours(10));

      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(11));
      try (Line.Service second = line.start(new LabelModel(), "second", later)) {
        Await.until("ready", second.streams()::isReady);
        assertThat(ids(second)).isEqualTo(ids(first)).isEqualTo(ids(line)).containsExactly("s22");
      }
    }
  }

  @Test
  void shouldStayRemovedOnAnInstanceThatCrashes() throws Exception {
    try (Line line = new Line(broker.bootstrapServers(), "crash.", state);
        Compaction compaction = new Compaction(line)) {
      line.shots.addAll(Stream.of(shot(PRODUCT, "s1"), shot(PRODUCT, "s22")));
      compaction.keepTombstones(Duration.ofDays(30));
      try (Line.Service stopped = line.start(new LabelModel(), "one")) {
        Await.until("two shots", () -> ids(stopped).size() == 2);
      }
      try (Line.Service crashing = line.start(new LabelModel(), "one")) {
        Await.until("ready", crashing.streams()::isReady);
        compaction.keepTombstones(Duration.ZERO);
        line.shots.remove(PRODUCT, "s1");
        compaction.awaitForgotten(PRODUCT, "s1");
        Await.until("one shot", () -> ids(crashing).size() == 1);
        // What another start would find if it ended here.
        copy(state.resolve("one"), state.resolve("crashed"));
      }
      compaction.keepTombstones(Duration.ofDays(30));

      try (Line.Service again = line.start(new LabelModel(), "crashed")) {
        Await.until("ready", again.streams()::isReady);
        assertThat(ids(again)).isEqualTo(ids(line)).containsExactly("s22");
      }
    }
  }

  @Test
  void shouldStartAfterACrashWithMoreShotsThanMemoryHolds() throws Exception {
    try (Line line = new Line(broker.bootstrapServers(), "many.", state)) {
      for (String id : List.of("s1", "s2", "s3")) {
        Shot large = new Shot(PRODUCT, id, image(0.1, 15 << 20), StreamSamples.SHOT_TIME, "a test");
        line.shots.add(large);
      }
      try (Line.Service crashing = line.start(new LabelModel(), "one")) {
        Await.until("three shots", () -> ids(crashing).size() == 3);
        copy(state.resolve("one"), state.resolve("crashed"));
      }

      try (Line.Service again = line.start(new LabelModel(), "crashed")) {
        Await.until("three shots", () -> ids(again).size() == 3);
      }
    }
  }

  private static List<String> ids(Line.Service service) {
    if (!service.streams().isReady()) {
      return List.of();
    }
    Catalog catalog = service.streams().catalog();
    return catalog.shots(PRODUCT).stream().map(ListedShot::shotId).toList();
  }

  private static List<String> ids(Line line) {
    return line.shots.list(PRODUCT).stream().map(listed -> listed.shot().shotId()).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
    }
  }

  private static void copyOne(Path file, Path to) {
    try {
      Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
