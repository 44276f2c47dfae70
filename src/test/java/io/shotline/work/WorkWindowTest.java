package io.shotline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shotline.failure.ForeseenException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkWindowTest {
  private final List<Integer> results = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Test
  void shouldHandResultsOverInTheOrderOfTheImages() throws InterruptedException {
    CountDownLatch later = new CountDownLatch(1);
    try (WorkWindow<Integer> window = window(2)) {
      window.add(
          () -> {
            later.await();
            return 1;
          });
      window.add(
          () -> {
            later.countDown();
            return 2;
          });
      window.finish();
    }

    assertThat(results).containsExactly(1, 2);
  }

  @Test
  void shouldWaitForTheOldestWhereEnoughAreInWork() throws InterruptedException {
    try (WorkWindow<Integer> window = window(2)) {
      for (int image = 1; image <= 3; image++) {
        int number = image;
        window.add(() -> number);
      }
      assertThat(results).isEmpty();

      window.add(() -> 4);

      assertThat(results).containsExactly(1);
    }
  }

  @Test
  void shouldTellOfABrokenModelOnce() throws InterruptedException {
    try (WorkWindow<Integer> window = window(4)) {
      for (int image = 1; image <= 3; image++) {
        window.add(
            () -> {
              throw new IllegalStateException("the card fell off the bus");
            });
      }

      assertThatExceptionOfType(ForeseenException.class)
          .isThrownBy(window::finish)
          .withMessage(
              "the model failed: java.lang.IllegalStateException: the card fell off the bus");
      window.finish();
    }

    assertThat(results).isEmpty();
  }

  @Test
  void shouldBeginNothingMoreWhenAskedToStopAndFinishTheRest() throws InterruptedException {
    try (WorkWindow<Integer> window = window(2)) {
      assertThat(window.add(() -> 1)).isTrue();
      assertThat(window.add(() -> 2)).isTrue();
      stopped.set(true);
      assertThat(window.add(() -> 3)).isFalse();

      window.finish();
    }

    assertThat(results).containsExactly(1, 2);
  }

  private WorkWindow<Integer> window(int threads) {
    return new WorkWindow<>(threads, stopped::get, results::add);
  }
}
