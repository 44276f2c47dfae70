package io.shotline.core.batch;

import static io.shotline.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.Caller;
import io.shotline.core.Gate;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.testing.FakeModel;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BatcherTest {
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final Gate gate = new Gate();

  @Test
  void shouldFillBatchesUpToTheMostAndGiveEachCallerItsOwnAnswer() {
    FakeModel model = new FakeModel();
    List<Integer> observed = new CopyOnWriteArrayList<>();
    ScoringMonitor monitor =
        new ScoringMonitor() {
          @Override
          public void batch(int size, Duration run) {
            observed.add(size);
          }
        };
    try (Batcher batcher = new Batcher(model, new BatchSettings(3, FOR_EVER, 0, 50), monitor)) {
      List<Caller> callers = callers(batcher, 0, 6);

      for (Caller caller : callers) {
        assertThat(caller.answer().score().score()).isCloseTo(caller.expected(), within(1e-6));
      }
      assertThat(model.batchSizes()).containsExactly(3, 3);
      assertThat(observed).containsExactly(3, 3);
    }
  }

  @Test
  void shouldTakeWhatIsThereInOrderOfArrival() {
    List<ScoreRequest> seen = new CopyOnWriteArrayList<>();
    FakeModel model = new FakeModel(gate.andThen(seen::addAll));
    try (Batcher batcher = batcher(model, 4, Duration.ZERO, 50)) {
      Caller first = new Caller(batcher, 0);
      gate.awaitEntered();
      List<Caller> others = queued(batcher, 1, 6);
      gate.open();

      others.forEach(Caller::answer);
      assertThat(model.batchSizes()).containsExactly(1, 4, 2);
      assertThat(seen.get(0)).isSameAs(first.request());
      assertThat(seen.subList(1, 7)).isEqualTo(others.stream().map(Caller::request).toList());
    }
  }

  @Test
  void shouldWaitForCompanyUntilTheLingerTimeIsOver() {
    FakeModel model = new FakeModel();
    try (Batcher batcher = batcher(model, 2, FOR_EVER, 50)) {
      Caller lonely = new Caller(batcher, 0);
      until("the first is in hand", () -> lonely.isAt(State.WAITING) && batcher.queueDepth() == 0);
      assertThat(model.batchSizes()).isEmpty();
      new Caller(batcher, 1).answer();

      assertThat(lonely.answer()).isNotNull();
      assertThat(model.batchSizes()).containsExactly(2);
    }
  }

  @Test
  void shouldRunASmallerBatchAfterTheLingerTime() {
    FakeModel model = new FakeModel();
    Duration linger = Duration.ofMillis(30);
    try (Batcher batcher = batcher(model, 8, linger, 50)) {
      assertThat(new Caller(batcher, 3).answer().queue()).isGreaterThanOrEqualTo(linger);
      assertThat(model.batchSizes()).containsExactly(1);
    }
  }

  @Test
  void shouldBlockCallersWhileTheQueueIsFull() {
    FakeModel model = new FakeModel(gate);
    try (Batcher batcher = batcher(model, 1, Duration.ZERO, 2)) {
      Caller inHand = new Caller(batcher, 0);
      gate.awaitEntered();
      List<Caller> waiting = queued(batcher, 1, 2);
      Caller blocked = new Caller(batcher, 9);
      until("the last is blocked", () -> blocked.isAt(State.TIMED_WAITING));
      assertThat(batcher.queueDepth()).isEqualTo(2);
      gate.open();

      assertThat(inHand.answer()).isNotNull();
      assertThat(waiting).allSatisfy(caller -> assertThat(caller.answer()).isNotNull());
      assertThat(blocked.answer().score().score()).isCloseTo(blocked.expected(), within(1e-6));
    }
  }

  @Test
  void shouldFailAllWaitingAndLaterCallersWhenTheModelFails() {
    Error broken = new OutOfMemoryError("native");
    FakeModel model =
        new FakeModel(
            gate.andThen(
                batch -> {
                  throw broken;
                }));
    try (Batcher batcher = batcher(model, 2, Duration.ZERO, 2)) {
      Caller inHand = new Caller(batcher, 0);
      gate.awaitEntered();
      List<Caller> waiting = queued(batcher, 1, 2);
      Caller blocked = new Caller(batcher, 9);
      until("the last is blocked", () -> blocked.isAt(State.TIMED_WAITING));
      gate.open();

      assertFailed(inHand, broken);
      waiting.forEach(caller -> assertFailed(caller, broken));
      assertFailed(blocked, broken);
      assertFailed(new Caller(batcher, 5), broken);
      assertThat(model.batchSizes()).containsExactly(1);
    }
  }

  @Test
  void shouldFailWaitingAndLaterCallersWhenClosed() {
    FakeModel model = new FakeModel();
    Batcher batcher = batcher(model, 2, FOR_EVER, 50);
    Caller lingering = new Caller(batcher, 0);
    until("it is in hand", () -> lingering.isAt(State.WAITING) && batcher.queueDepth() == 0);

    batcher.close();

    assertThatThrownBy(lingering::answer).hasRootCauseMessage("the batcher is closed");
    assertThatThrownBy(() -> new Caller(batcher, 1).answer())
        .hasRootCauseMessage("the batcher is closed");
    assertThat(model.batchSizes()).isEmpty();
  }

  @Test
  void shouldFinishTheBatchInHandBeforeItIsClosedEvenIfTheModelSwallowsInterrupts()
      throws InterruptedException {
    FakeModel model = new FakeModel(gate);
    Batcher batcher = batcher(model, 1, Duration.ZERO, 50);
    Caller inHand = new Caller(batcher, 0);
    gate.awaitEntered();
    Caller waiting = queued(batcher, 1, 1).get(0);
    Thread closer = new Thread(batcher::close);
    closer.start();
    until("close waits", () -> closer.getState() == State.WAITING);
    gate.open();
    closer.join();

    assertThat(inHand.answer()).isNotNull();
    assertThatThrownBy(waiting::answer).hasRootCauseMessage("the batcher is closed");
    assertThat(model.batchSizes()).containsExactly(1);
  }

  @Test
  void shouldBeDoneWithTheModelWhenClosedByAnInterruptedThread() throws InterruptedException {
    FakeModel model = new FakeModel(gate);
    Batcher batcher = batcher(model, 1, Duration.ZERO, 50);
    Caller inHand = new Caller(batcher, 0);
    gate.awaitEntered();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              batcher.close();
              model.close();
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    closer.start();
    until("close waits", () -> closer.getState() == State.WAITING);
    gate.open();
    closer.join();

    assertThat(inHand.answer()).isNotNull();
    assertThat(model.closedCount()).isEqualTo(1);
    assertThat(stillInterrupted).isTrue();
  }

  @Test
  void shouldFailInsteadOfLeavingACallerWithoutAnswer() {
    FakeModel model = new FakeModel();
    ScoringMonitor broken =
        new ScoringMonitor() {
          @Override
          public void batch(int size, Duration run) {
            throw new IllegalStateException("size " + size);
          }
        };
    try (Batcher batcher = new Batcher(model, new BatchSettings(1, Duration.ZERO, 0, 1), broken)) {
      assertThatThrownBy(() -> new Caller(batcher, 0).answer()).hasRootCauseMessage("size 1");
    }
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new BatchSettings(0, FOR_EVER, 0, 1)).hasMessageContaining("of 0");
    assertThatThrownBy(() -> new BatchSettings(1, FOR_EVER, 0, 0)).hasMessageContaining("queue 0");
    assertThatThrownBy(() -> new BatchSettings(1, Duration.ofMillis(-1), 0, 1))
        .hasMessageContaining("PT-0.001S");
  }

  private static Batcher batcher(FakeModel model, int maxBatch, Duration linger, int capacity) {
    return new Batcher(
        model, new BatchSettings(maxBatch, linger, 0, capacity), ScoringMonitor.NONE);
  }

  private static List<Caller> callers(Batcher batcher, int from, int count) {
    return IntStream.range(from, from + count).mapToObj(i -> new Caller(batcher, i)).toList();
  }

  /** One after the other, so that the order of arrival is known. */
  private static List<Caller> queued(Batcher batcher, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i -> {
              int before = batcher.queueDepth();
              Caller caller = new Caller(batcher, i);
              until("caller " + i + " is queued", () -> batcher.queueDepth() == before + 1);
              return caller;
            })
        .toList();
  }

  private static void assertFailed(Caller caller, Throwable cause) {
    assertThatThrownBy(caller::answer)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(ModelFailedException.class)
        .hasCause(cause);
  }
}
