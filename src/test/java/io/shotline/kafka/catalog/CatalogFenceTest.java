package io.shotline.kafka.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long images wait in all. Time goes on only where the fence waits for an answer. */
@Timeout(600)
class CatalogFenceTest {
  private static final TopicPartition PROMPTS = new TopicPartition("prompts", 0);

  private long now;
  private Duration waited = Duration.ZERO;
  private final Deque<KafkaFuture<Map<TopicPartition, Long>>> answers = new ArrayDeque<>();
  private final CatalogFence fence = new CatalogFence(partitions -> answers.remove(), () -> now);

  @Test
  void shouldWaitOnceForAllImagesOfOneHang() throws Exception {
    for (int image = 0; image < 100; image++) {
      answers.add(new NeverAnswered());
      fence.await(fence.mark());
    }

    assertThat(waited).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldWaitOnceForAllImagesOfAHangThatWerePolledBefore() throws Exception {
    answers.add(new NeverAnswered());
    CatalogFence.Mark first = fence.mark();
    pass(Duration.ofMillis(1500));
    answers.add(new NeverAnswered());
    CatalogFence.Mark second = fence.mark();

    fence.await(second);
    fence.await(first);

    assertThat(waited).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void shouldNotWaitForAStoreThatStoppedLongAgo() throws Exception {
    fence.reached(PROMPTS, 4);
    ends(5);
    CatalogFence.Mark first = fence.mark();
    pass(Duration.ofSeconds(2));
    ends(6);
    CatalogFence.Mark second = fence.mark();

    fence.await(first);
    fence.await(second);

    assertThat(answers).isEmpty();
  }

  @Test
  void shouldWaitAnewOnceTheStoreHasComeAlong() throws Exception {
    fence.reached(PROMPTS, 4);
    ends(5);
    fence.await(after(Duration.ofSeconds(3), fence.mark()));

    fence.reached(PROMPTS, 5);
    answers.add(new NeverAnswered());
    fence.await(fence.mark());

    assertThat(waited).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldWaitAnewOnceTheClusterHasAnswered() throws Exception {
    NeverAnswered late = new NeverAnswered();
    answers.add(late);
    fence.await(fence.mark());
    late.complete(Map.of());
    pass(Duration.ofHours(1));

    answers.add(new NeverAnswered());
    fence.await(fence.mark());

    assertThat(waited).isEqualTo(Duration.ofSeconds(4));
  }

  private void ends(long offset) {
    answers.add(KafkaFuture.completedFuture(Map.of(PROMPTS, offset)));
  }

  private CatalogFence.Mark after(Duration time, CatalogFence.Mark mark) {
    pass(time);
    return mark;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  /** Notes how long it is waited for, and lets that time pass. */
  private final class NeverAnswered extends KafkaFutureImpl<Map<TopicPartition, Long>> {
    @Override
    public Map<TopicPartition, Long> get(long timeout, TimeUnit unit) throws TimeoutException {
      Duration time = Duration.ofNanos(unit.toNanos(timeout));
      waited = waited.plus(time);
      pass(time);
      throw new TimeoutException();
    }
  }
}
