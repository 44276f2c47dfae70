package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many callers may wait beside the stream. */
@Timeout(600)
class ScorerCallersTest {
  private static final Instant NOW = Samples.CAPTURED_AT.plusMillis(321);
  private final FakeModel model = new FakeModel();
  private final Scorer scorer = scorer(model);
  private final FakeCatalog catalog = new FakeCatalog().withShots("bolt", grey(100), grey(110));

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldShowHowManyImagesWait() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      assertThat(slow.queueDepth()).isZero();
      Thread first = start(slow);
      gate.awaitEntered();
      Thread second = start(slow);
      Eventually.until("the second waits", () -> slow.queueDepth() == 1);
      gate.open();
      first.join();
      second.join();
    }
  }

  @Test
  void shouldRefuseCallersBeyondAQuarterOfTheQueueAndLetThemInAgain() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      Thread first = startCaller(slow);
      gate.awaitEntered();
      Thread second = startCaller(slow);
      Eventually.until("the second waits", () -> slow.queueDepth() == 1);

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isEmpty();
      gate.open();
      first.join();
      second.join();

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isPresent();
    }
  }

  @Test
  void shouldRefuseCallersWhileHalfOfTheQueueIsTaken() throws InterruptedException {
    Gate gate = new Gate();
    try (Scorer slow = scorer(new FakeModel(gate))) {
      List<Thread> others = new ArrayList<>(List.of(start(slow)));
      gate.awaitEntered();
      for (int i = 1; i <= 4; i++) {
        int depth = i;
        others.add(start(slow));
        Eventually.until("one more waits", () -> slow.queueDepth() == depth);
      }

      assertThat(slow.tryScore(event("bolt", grey(100)), catalog)).isEmpty();
      assertThat(slow.queueDepth()).isEqualTo(4);
      gate.open();
      for (Thread other : others) {
        other.join();
      }
    }
  }

  private Thread start(Scorer slow) {
    return start(() -> slow.score(event("bolt", grey(100)), catalog));
  }

  private Thread startCaller(Scorer slow) {
    return start(() -> slow.tryScore(event("bolt", grey(100)), catalog));
  }

  private static Thread start(Callable<?> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static Scorer scorer(ScoringModel model) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ZERO, 0, 9),
        1 << 20,
        ScoringMonitor.NONE,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
