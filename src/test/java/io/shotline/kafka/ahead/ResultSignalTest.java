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
  private final ResultSignal bell = new ResultSignal(wakeups::incrementAndGet);

  @Test
  void shouldWakeAPollOnceHoweverManyResultsAreDone() {
    assertThat(bell.wakes()).isTrue();
    bell.ring();
    bell.ring();

    assertThat(wakeups).hasValue(1);
    assertThat(bell.hasWoken()).isTrue();
  }

  @Test
  void shouldNotWakeWhatIsNoPoll() {
    bell.ring();
    bell.silence();
    assertThat(bell.wakes()).isTrue();
    assertThat(bell.hasWoken()).isFalse();
    bell.ring();

    assertThat(wakeups).hasValue(0);
  }

  @Test
  void shouldNotBeginToWaitWhenAResultWasDoneMeanwhile() {
    bell.silence();
    bell.ring();

    assertThat(bell.wakes()).isFalse();
    bell.await(Duration.ofHours(1).toNanos());
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void shouldWaitUntilAResultIsDone() throws InterruptedException {
    Thread waiting = new Thread(() -> bell.await(Duration.ofHours(1).toNanos()));
    waiting.start();
    Await.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
    bell.ring();

    waiting.join();
  }

  @Test
  void shouldSayThatItWasInterruptedAsAPollDoes() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> bell.await(Duration.ofHours(1).toNanos()))
        .isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
