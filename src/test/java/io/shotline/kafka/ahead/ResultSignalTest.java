package io.shotline.kafka.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.kafka.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ResultSignalTest {
  private final AtomicInteger wakeups = new AtomicInteger();
  private final ResultSignal signal = new ResultSignal(wakeups::incrementAndGet);

  @Test
  void shouldWakeAPollOnceHoweverManyResultsAreDone() {
    assertThat(signal.beginPoll()).isTrue();
    signal.raise();
    signal.raise();

    assertThat(wakeups).hasValue(1);
    assertThat(signal.endPoll()).isTrue();
  }

  @Test
  void shouldNotWakeWhatIsNoPoll() {
    signal.raise();
    signal.lower();
    assertThat(signal.beginPoll()).isTrue();
    assertThat(signal.endPoll()).isFalse();
    signal.raise();

    assertThat(wakeups).hasValue(0);
  }

  @Test
  void shouldNotBeginToWaitWhenAResultWasDoneMeanwhile() {
    signal.lower();
    signal.raise();

    assertThat(signal.beginPoll()).isFalse();
    signal.await(Duration.ofHours(1).toNanos());
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void shouldWaitUntilAResultIsDone() throws InterruptedException {
    Thread waiting = new Thread(() -> signal.await(Duration.ofHours(1).toNanos()));
    waiting.start();
    Await.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
    signal.raise();

    waiting.join();
  }

  @Test
  void shouldSayThatItWasInterruptedAsAPollDoes() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> signal.await(Duration.ofHours(1).toNanos()))
        .isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
