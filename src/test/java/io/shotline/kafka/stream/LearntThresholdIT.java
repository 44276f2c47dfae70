package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.testing.LabelModel;
import io.shotline.testing.MovableClock;
import io.shotline.wire.ScoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line learns its threshold, on a real broker. */
class LearntThresholdIT {
  private static final LearningKey KEY =
      new LearningKey(PRODUCT, "camera-5", "fake/11", View.DEFAULT.word());

  private final MovableClock clock = new MovableClock(Instant.now());

  @TempDir private Path state;

  @Test
  void shouldJudgeByWhatTheLineShowedAlsoAfterARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "", state)) {
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service = line.start(new LabelModel(), clock)) {
        for (int i = 0; i < 220; i++) {
          line.send("e%04d".formatted(i), image(0.1 + 0.01 * (i % 5)));
        }
        line.resultsUntil("220 scores", all -> Line.scoredIds(all).size() == 220);
        // It looks once a minute, and may not have heard all of them when the minute is over.
        AtomicInteger minutes = new AtomicInteger();
        Await.until(
            "a threshold",
            () -> {
              clock.advance(Duration.ofMinutes(2));
              line.send("m%04d".formatted(minutes.incrementAndGet()), image(0.1));
              return spread(service) != null;
            });

        line.send("e0221", image(0.3));
        ScoredImage bad = result(line, "e0221");
        assertThat(bad.verdict()).isEqualTo(Verdict.ANOMALOUS);
        assertObserved(bad.judgement().heldAgainst());
        assertThat(result(line, "e0219").judgement().heldAgainst())
            .isEqualTo(Threshold.of(LabelModel.THRESHOLD, ThresholdSource.MODEL));
      }
      try (Line.Service again = line.start(new LabelModel(), "another", clock)) {
        line.send("e0222", image(0.3));

        assertObserved(result(line, "e0222").judgement().heldAgainst());
        assertThat(again.streams().isAlive()).isTrue();
      }
    }
  }

  @Test
  void shouldLearnNothingWhereThatIsTurnedOff() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "", state)) {
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service =
          line.start(new LabelModel(), "only", settings -> settings.withLearning(false))) {
        line.send("e0001", image(0.1));

        assertThat(result(line, "e0001").judgement().heldAgainst().source())
            .isEqualTo(ThresholdSource.MODEL);
        assertThat(service.streams().isAlive()).isTrue();
      }
    }
  }

  private static void assertObserved(@Nullable Threshold threshold) {
    assertThat(threshold.source()).isEqualTo(ThresholdSource.OBSERVED);
    assertThat(threshold.value()).isBetween(0.14, 0.2);
    assertThat(threshold.revision()).isPositive();
  }

  private static @Nullable Object spread(Line.Service service) {
    LearntThreshold learnt = service.streams().catalog().learnt().of(KEY);
    return learnt == null ? null : learnt.spread();
  }

  private static ScoredImage result(Line line, String eventId) {
    return line.resultsUntil(eventId, all -> Line.scoredIds(all).contains(eventId)).stream()
        .filter(ScoredRecord.class::isInstance)
        .map(result -> ((ScoredRecord) result).image())
        .filter(image -> image.eventId().equals(eventId))
        .findFirst()
        .orElseThrow();
  }
}
