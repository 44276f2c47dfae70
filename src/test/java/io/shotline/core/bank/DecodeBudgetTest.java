package io.shotline.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.file.DecodeCost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class DecodeBudgetTest {
  private static final long TOTAL = 10L << 20;

  @Test
  void shouldNeverGiveOutMoreThanThereIs() throws Exception {
    DecodeBudget budget = new DecodeBudget(TOTAL);
    AtomicLong used = new AtomicLong();
    AtomicLong most = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long bytes = (1 + i % 7) << 20;
      all.add(
          threads.submit(
              () -> {
                try (DecodeBudget.Share share = budget.take(new DecodeCost(bytes, "a test"))) {
                  assertThat(share).isNotNull();
                  most.accumulateAndGet(used.addAndGet(bytes), Math::max);
                  Thread.yield();
                  used.addAndGet(-bytes);
                }
              }));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(300, TimeUnit.SECONDS)).isTrue();
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(most.get()).isBetween(1L, TOTAL);
  }

  @Test
  void shouldHaveALargeImageWaitForAllToItself() throws Exception {
    DecodeBudget budget = new DecodeBudget(TOTAL);
    DecodeBudget.Share small = budget.take(new DecodeCost(1, "a test"));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> large =
        thread.submit(() -> budget.take(new DecodeCost(100 * TOTAL, "a test")).close());
    assertThat(large.isDone()).isFalse();

    small.close();

    large.get(300, TimeUnit.SECONDS);
    thread.shutdown();
  }

  @Test
  void shouldNameAnAmountThatMakesNoSense() {
    assertThatThrownBy(() -> new DecodeBudget(0)).hasMessageContaining("at least 1, got 0");
  }
}
