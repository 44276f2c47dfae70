package io.shotline.kafka.ahead;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.kafka.Await;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** When an image has its turn, and what ends. */
class LookAheadTurnsTest extends LookAheadDriver {
  @Test
  void shouldTellWhenAResultIsThere() throws Exception {
    add(shot(PRODUCT, "s1"));
    assertThat(lookAhead.isReady(record(0, event("never polled", image(0.3))))).isTrue();

    poll(0, event("ahead", image(0.3)));

    assertThat(doneCount.await(5, TimeUnit.MINUTES)).isTrue();
    assertThat(lookAhead.isReady(record(0, event("ahead", image(0.3))))).isTrue();
  }

  @Test
  void shouldKnowNothingOfAPartitionThatIsReadFromElsewhere() {
    add(shot(PRODUCT, "s1"));
    for (int offset = 0; offset <= IMAGES_IN_WORK; offset++) {
      poll(offset, event("e" + offset, image(0.3)));
    }
    ConsumerRecord<byte[], byte[]> notBegun = record(IMAGES, IMAGES_IN_WORK);
    assertThat(lookAhead.isReady(notBegun)).isFalse();

    lookAhead.drop(List.of(IMAGES));

    assertThat(lookAhead.isReady(notBegun)).isTrue();
  }

  @Test
  void shouldCountWhatHasNoResultYetAndNothingOfAPartitionThatMoved() {
    add(shot(PRODUCT, "s1"));
    for (int offset = 0; offset <= IMAGES_IN_WORK; offset++) {
      poll(offset, event("e" + offset, image(0.3)));
    }
    assertThat(lookAhead.waiting(IMAGES.partition())).isEqualTo(IMAGES_IN_WORK + 1);
    assertThat(lookAhead.waiting(1)).isZero();

    send(event("e0", image(0.3)));
    assertThat(lookAhead.waiting(IMAGES.partition())).isEqualTo(IMAGES_IN_WORK);

    lookAhead.forget(IMAGES.partition());
    assertThat(lookAhead.waiting(IMAGES.partition())).isZero();
  }

  @Test
  void shouldJudgeAheadTheOtherImageOfAnIdAndSkipTheSame() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("e1", image(0.1)));
    poll(1, event("e1", image(0.7)));
    poll(2, event("e1", image(0.7)));

    send(event("e1", image(0.1)));
    send(event("e1", image(0.7)));
    send(event("e1", image(0.7)));

    assertThat(scoredImages())
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.NORMAL, Verdict.ANOMALOUS, Verdict.SKIPPED);
  }

  @Test
  void shouldFinishWhatWasBegunAndBeginNoMore() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("begun", image(0.3)));
    CompletableFuture<Boolean> finished =
        CompletableFuture.supplyAsync(() -> finish(Duration.ofMinutes(5)));
    Await.until("it ends", () -> !lookAhead.isReady(record(7, event("unknown", image(0.3)))));
    poll(1, event("late", image(0.3)));

    assertThat(finished).isNotDone();
    send(event("in turn", image(0.3)));

    assertThat(finished.get(5, TimeUnit.MINUTES)).isTrue();
    assertThat(lookAhead.isReady(record(1, event("late", image(0.3))))).isFalse();
  }

  @Test
  void shouldBeginNoMoreOfAnyPartitionAtTheEnd() throws Exception {
    TopicPartition other = new TopicPartition(IMAGES.topic(), 1);
    add(shot(PRODUCT, "s1"));
    poll(0, event("begun", image(0.3)));
    for (int offset = 0; offset <= IMAGES_IN_WORK; offset++) {
      lookAhead.add(other, List.of(record(other, offset)), mark, () -> {});
    }

    assertThat(finish(Duration.ofMillis(1))).isFalse();
    send(event("in turn", image(0.3)));
    for (int offset = 0; offset < IMAGES_IN_WORK; offset++) {
      ConsumerRecord<byte[], byte[]> next = record(other, offset);
      lookAhead.take(
          new SourceRecord(other.topic(), other.partition(), offset),
          new Record<>(next.key(), next.value(), 0),
          (event, picture) -> false);
    }

    assertThat(finish(Duration.ZERO)).isTrue();
  }

  @Test
  void shouldNotWaitForEverForWhatHasNoTurn() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("begun", image(0.3)));

    assertThat(finish(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void shouldCommitAtOnceWhenNothingWaitsAndNotWhileMoreWaitsThanIsInWork() {
    add(shot(PRODUCT, "s1"));
    for (int offset = 0; offset <= IMAGES_IN_WORK; offset++) {
      poll(offset, event("e" + offset, image(0.3)));
    }

    assertThat(lookAhead.isTimeToCommit()).isFalse();
    for (int offset = 0; offset <= IMAGES_IN_WORK; offset++) {
      send(event("e" + offset, image(0.3)));
    }
    assertThat(lookAhead.isTimeToCommit()).isTrue();
    assertThat(lookAhead.isTimeToCommit()).isTrue();
  }
}
