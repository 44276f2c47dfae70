package io.shotline.kafka.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCopyTest {
  private static final TopicPartition PROMPTS = new TopicPartition("prompts", 0);
  private static final Instant START = Instant.parse("2026-02-04T04:05:06Z");
  private static final List<Uuid> TOPICS = List.of(Uuid.randomUuid());
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration LONG = KEPT.plusHours(1);

  @TempDir Path state;
  private final List<RuntimeException> outdated = new ArrayList<>();
  private final MovableClock clock = new MovableClock(START);
  private KafkaFuture<Map<TopicPartition, Long>> ends;
  private CatalogFence fence;
  private CatalogCopy copy;

  @BeforeEach
  void restore() {
    fence = new CatalogFence(partitions -> ends);
    fence.reached(PROMPTS, 5);
    copy = copy();
    copy.open(TOPICS, KEPT, () -> {});
    copy.restored(clock.instant());
    endsAt(5);
  }

  @AfterEach
  void close() {
    copy.close();
  }

  @Test
  void shouldBeAsOldAsItsLastSightOfTheEnds() {
    clock.set(START.plus(KEPT.dividedBy(2)));
    copy.look();
    copy.closed();
    clock.set(START.plus(LONG));

    assertThat(isForgottenByTheNext()).isFalse();
    assertThat(outdated).isEmpty();
  }

  @Test
  void shouldGetOlderWhileItIsBehind() {
    endsAt(6);
    clock.set(START.plus(KEPT.dividedBy(2)));
    copy.look();
    copy.closed();
    clock.set(START.plus(LONG));

    assertThat(isForgottenByTheNext()).isTrue();
  }

  @Test
  void shouldGetOlderWhileTheClusterDoesNotAnswer() {
    KafkaFutureImpl<Map<TopicPartition, Long>> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(new DisconnectException());
    ends = failed;
    clock.set(START.plus(KEPT.dividedBy(2)));
    copy.look();
    copy.closed();
    clock.set(START.plus(LONG));

    assertThat(isForgottenByTheNext()).isTrue();
  }

  @Test
  void shouldTellWhenItMayHaveMissedARemovalWhileInUse() {
    clock.set(START.plus(LONG));
    copy.look();

    assertThat(outdated)
        .singleElement()
        .asString()
        .contains("last complete at 2026-02-04T04:05:06Z", "PT24H", "start again");
    copy.closed();
    assertThat(isForgottenByTheNext()).isTrue();
  }

  @Test
  void shouldTakeNoNoteOfACopyThatWasNeverComplete() {
    copy.closed();
    assertThat(isForgottenByTheNext()).isFalse();

    try (CatalogCopy interrupted = copy()) {
      interrupted.open(TOPICS, KEPT, () -> {});
      interrupted.closed();
    }
    assertThat(isForgottenByTheNext()).isTrue();
  }

  private boolean isForgottenByTheNext() {
    AtomicBoolean forgotten = new AtomicBoolean();
    try (CatalogCopy next = copy()) {
      next.open(TOPICS, KEPT, () -> forgotten.set(true));
      next.restored(clock.instant());
      next.closed();
    }
    return forgotten.get();
  }

  private CatalogCopy copy() {
    return new CatalogCopy(
        new CopiedTopics(state, "line7"), fence, partitions -> ends, clock, outdated::add);
  }

  private void endsAt(long offset) {
    ends = KafkaFuture.completedFuture(Map.of(PROMPTS, offset));
  }
}
