package io.shotline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.batch.Batcher;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.Outcome;
import io.shotline.testing.FakeModel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Callers who can come again do so while the stream is saturated, and never hold it up. */
class CallerLimitTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Property(tries = 60)
  void shouldRefuseCallersWhileTheStreamHasAllInWorkThatItCanHave(
      @ForAll @IntRange(min = 1, max = 6) int maxBatch,
      @ForAll @IntRange(min = 1, max = 4) int runs,
      @ForAll @IntRange(min = 1, max = 20) int inWork)
      throws Exception {
    Gate gate = new Gate();
    try (Scorer scorer = scorer(new FakeModel(gate), maxBatch, runs, inWork);
        StreamLoad stream = new StreamLoad(scorer, inWork)) {
      try {
        assertThat(tryScore(scorer, stream).get(300, TimeUnit.SECONDS)).isEmpty();
      } finally {
        gate.open();
      }
      stream.awaitScored();
      assertThat(tryScore(scorer, stream).get(300, TimeUnit.SECONDS)).isPresent();
    }
  }

  @Test
  void shouldRunTheStreamsImagesBeforeCallersThatCameEarlier() {
    Gate gate = new Gate();
    List<ScoreRequest> seen = new CopyOnWriteArrayList<>();
    FakeModel model = new FakeModel(gate.andThen(seen::addAll));
    try (Batcher batcher = batcher(model)) {
      final Caller inHand = new Caller(batcher, 0);
      gate.awaitEntered();
      ScoreRequest called = new Caller(batcher, 1).request();
      Eventually.until("one waits", () -> batcher.queueDepth() == 1);
      final CompletableFuture<Optional<Answer>> answer = afterOthers(batcher, called, LONG);
      Eventually.until("the caller's image waits", () -> batcher.queueDepth() == 2);
      Caller later = new Caller(batcher, 2);
      Eventually.until("the later one waits", () -> batcher.queueDepth() == 3);

      gate.open();

      later.answer();
      assertThat(answer.join()).isPresent();
      assertThat(seen).hasSize(4).startsWith(inHand.request(), called, later.request());
      assertThat(seen.get(3)).isSameAs(called);
    }
  }

  @Test
  void shouldLetACallerGoWhoWaitsInVainAndKeepThePlacesOfTheOthers() {
    Gate gate = new Gate();
    try (Batcher batcher = batcher(new FakeModel(gate))) {
      final Caller inHand = new Caller(batcher, 0);
      gate.awaitEntered();

      assertThat(afterOthers(batcher, inHand.request(), Duration.ZERO).join()).isEmpty();

      assertThat(batcher.queueDepth()).isZero();
      Caller other = new Caller(batcher, 1);
      gate.open();
      inHand.answer();
      other.answer();
    }
  }

  private static CompletableFuture<Optional<Outcome>> tryScore(Scorer scorer, StreamLoad stream) {
    return start(() -> scorer.tryScore(StreamLoad.event(), stream.catalog()));
  }

  private static CompletableFuture<Optional<Answer>> afterOthers(
      Batcher batcher, ScoreRequest request, Duration patience) {
    return start(() -> batcher.scoreAfterOthers(List.of(request), patience).map(all -> all.get(0)));
  }

  private interface Work<T> {
    T call() throws InterruptedException;
  }

  private static <T> CompletableFuture<T> start(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    return result;
  }

  private static Batcher batcher(FakeModel model) {
    return new Batcher(model, new BatchSettings(1, Duration.ZERO, 1, 8), ScoringMonitor.NONE);
  }

  private static Scorer scorer(ScoringModel model, int maxBatch, int runs, int inWork) {
    return new Scorer(
        model,
        new ImageLimits(1 << 20, 1_000_000),
        new BatchSettings(maxBatch, Duration.ZERO, runs, inWork),
        1 << 20,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }
}
