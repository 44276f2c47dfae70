package io.shotline.core.batch;

import static io.shotline.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.Caller;
import io.shotline.core.Gate;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.testing.FakeModel;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several runs of one model at the same time. */
@Timeout(600)
class BatcherRunsTest {
  private static final Duration FOR_EVER = Duration.ofHours(1);

  @Test
  void shouldRunAsManyBatchesAtOnceAsTheModelAsksFor() {
    CyclicBarrier together = new CyclicBarrier(3);
    FakeModel model = new FakeModel(batch -> await(together)).withRuns(3);
    try (Batcher batcher = batcher(model, 1, Duration.ZERO, 0)) {
      assertThat(batcher.runs()).isEqualTo(3);

      for (Caller caller : callers(batcher, 6)) {
        assertThat(caller.answer().score().score()).isCloseTo(caller.expected(), within(1e-6));
      }
      assertThat(model.batchSizes()).hasSize(6);
    }
  }

  @Test
  void shouldRunNoMoreAtOnceThanItIsTold() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Consumer<List<ScoreRequest>> count =
        batch -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
        };
    try (Batcher batcher = batcher(new FakeModel(count).withRuns(4), 1, Duration.ZERO, 2)) {
      assertThat(batcher.runs()).isEqualTo(2);

      callers(batcher, 40).forEach(Caller::answer);
      assertThat(most.get()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void shouldFillOneBatchBeforeTheNextWhileItWaitsForCompany() {
    FakeModel model = new FakeModel().withRuns(2);
    try (Batcher batcher = batcher(model, 4, FOR_EVER, 0)) {
      callers(batcher, 4).forEach(Caller::answer);

      assertThat(model.batchSizes()).containsExactly(4);
    }
  }

  @Test
  void shouldGiveEveryCallerAnAnswerWhenOneOfSeveralRunsFails() {
    Gate gate = new Gate();
    AtomicInteger number = new AtomicInteger();
    Error broken = new OutOfMemoryError("native");
    Consumer<List<ScoreRequest>> secondFails =
        batch -> {
          if (number.incrementAndGet() == 2) {
            throw broken;
          }
          gate.accept(batch);
        };
    try (Batcher batcher = batcher(new FakeModel(secondFails), 1, Duration.ZERO, 2)) {
      Caller inHand = new Caller(batcher, 0);
      gate.awaitEntered();
      Caller failing = new Caller(batcher, 1);

      assertThatThrownBy(failing::answer).hasRootCause(broken);
      assertThatThrownBy(() -> new Caller(batcher, 2).answer()).hasRootCause(broken);
      gate.open();
      assertThat(inHand.answer()).isNotNull();
    }
  }

  @Test
  void shouldFinishAllBatchesInHandBeforeItIsClosed() throws InterruptedException {
    Gate gate = new Gate();
    AtomicInteger running = new AtomicInteger();
    Consumer<List<ScoreRequest>> held =
        batch -> {
          running.incrementAndGet();
          gate.accept(batch);
          running.decrementAndGet();
        };
    Batcher batcher = batcher(new FakeModel(held).withRuns(2), 1, Duration.ZERO, 0);
    List<Caller> inHand = callers(batcher, 2);
    until("both run", () -> running.get() == 2);
    AtomicInteger afterwards = new AtomicInteger(-1);
    Thread closer =
        new Thread(
            () -> {
              batcher.close();
              afterwards.set(running.get());
            });
    closer.start();
    until("close waits", () -> closer.getState() == State.WAITING);
    gate.open();
    closer.join();

    assertThat(inHand).allSatisfy(caller -> assertThat(caller.answer()).isNotNull());
    assertThat(afterwards).hasValue(0);
  }

  private static Batcher batcher(FakeModel model, int maxBatch, Duration linger, int runs) {
    return new Batcher(model, new BatchSettings(maxBatch, linger, runs, 50), ScoringMonitor.NONE);
  }

  private static List<Caller> callers(Batcher batcher, int count) {
    return IntStream.range(0, count).mapToObj(i -> new Caller(batcher, i)).toList();
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
