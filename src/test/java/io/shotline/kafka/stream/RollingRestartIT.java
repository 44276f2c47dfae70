package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances restart in order, one after the other, while images flow. */
@Timeout(600)
class RollingRestartIT {
  private static final int CAMERAS = 5;
  private static final int AHEAD = 40;

  private int sent;
  private int answered;
  private long lastAnswer = System.nanoTime();
  private Duration longestPause = Duration.ZERO;

  @Test
  void shouldLoseNothingAndKeepTheOrder(@TempDir Path state) {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "rolling.", state)) {
      line.shots.add(shot(PRODUCT, "s1"));
      Line.Service first = start(line, "first");
      Line.Service second = start(line, "second");
      longestPause = Duration.ZERO;

      first = restart(line, first, "first");
      second = restart(line, second, "second");

      List<StreamResult> results = line.resultsUntil("all", all -> all.size() >= sent);
      System.out.printf(
          "%d images over two restarts, longest pause %d ms%n", sent, longestPause.toMillis());
      List<String> ids = Line.scoredIds(results);
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, sent).mapToObj(i -> "e" + i).toList());
      for (int camera = 0; camera < CAMERAS; camera++) {
        int which = camera;
        assertThat(ids)
            .extracting(id -> Integer.parseInt(id.substring(1)))
            .filteredOn(number -> number % CAMERAS == which)
            .isSorted();
      }
      first.close();
      second.close();
    }
  }

  private Line.Service restart(Line line, Line.Service service, String instance) {
    CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
    flow(line, closed::isDone);
    closed.join();
    return start(line, instance);
  }

  private Line.Service start(Line line, String instance) {
    Line.Service service = line.start(new LabelModel(), instance);
    flow(line, () -> !service.streams().consumerLag().isEmpty());
    return service;
  }

  /** Publishes as images are answered. */
  private void flow(Line line, BooleanSupplier enough) {
    int before = answered;
    line.resultsUntil(
        "answers",
        all -> {
          note(all.size());
          for (; sent < answered + AHEAD; sent++) {
            line.publisher.publish(
                StreamSamples.event("e" + sent, "camera-" + sent % CAMERAS, PRODUCT, image(0.1)));
          }
          return answered > before + 100 && enough.getAsBoolean();
        });
  }

  private void note(int answers) {
    if (answers > answered) {
      Duration pause = Duration.ofNanos(System.nanoTime() - lastAnswer);
      longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
      lastAnswer = System.nanoTime();
      answered = answers;
    }
  }
}
