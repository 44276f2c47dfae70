package io.shotline.kafka;

import static io.shotline.kafka.Samples.PRODUCT;
import static io.shotline.kafka.Samples.event;
import static io.shotline.kafka.Samples.image;
import static io.shotline.kafka.Samples.shot;
import static io.shotline.kafka.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.ImageEvent;
import io.shotline.core.ModelFailedException;
import io.shotline.core.Product;
import io.shotline.core.ScoredImage;
import io.shotline.core.Verdict;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/**
 * The driver's own consumer polls nothing ahead, so these tests do. What was polled carries another
 * event id than what then has its turn at the same offset, which tells whose result it is.
 */
class LookAheadTest extends ScoringDriver<FakeModel> {
  private static final TopicPartition IMAGES = new TopicPartition("line7.images", 0);
  private static final TopicPartition PROMPTS = new TopicPartition("line7.prompts", 0);

  private final CountDownLatch doneCount = new CountDownLatch(1);
  private CatalogFence.Mark mark = NO_CATALOG;

  LookAheadTest() {
    super(new FakeModel());
  }

  @Test
  void shouldWaitForTheShotsThatWereCommittedBeforeTheImageWasPolled() throws Exception {
    add(shot(PRODUCT, "s1"));
    mark = new CatalogFence.Mark(KafkaFuture.completedFuture(Map.of(PROMPTS, 2L)));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(10, TimeUnit.SECONDS)).isTrue();
    add(shot(PRODUCT, "s22"));
    CompletableFuture<Void> judged =
        CompletableFuture.runAsync(() -> send(event("in turn", image(0.3))));

    fence.reached(PROMPTS, 1);
    assertThat(judged).isNotDone();
    fence.reached(PROMPTS, 2);
    judged.get(10, TimeUnit.SECONDS);

    assertThat(scoredImages().get(0).shotIds()).isEqualTo(List.of("s1", "s22"));
  }

  @Test
  void shouldNotStopWhenNobodyTellsWhereTheShotsEnd() {
    add(shot(PRODUCT, "s1"));
    KafkaFutureImpl<Map<TopicPartition, Long>> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(new DisconnectException("no broker"));
    mark = new CatalogFence.Mark(failed);
    poll(0, event("ahead", image(0.3)));

    send(event("in turn", image(0.3)));

    assertThat(scoredImages()).extracting(ScoredImage::eventId).containsExactly("ahead");
  }

  @Test
  void shouldSkipWhatWaitedTooLong() {
    add(shot(PRODUCT, "s1"));
    products.pipeInput(
        utf8(PRODUCT),
        ProductCodec.toBytes(new Product(PRODUCT, "cap", 0.2, null, true, Duration.ofSeconds(20))));

    send(event("old", image(0.3)), Instant.now().minusSeconds(25));
    send(event("new", image(0.3)), Instant.now().minusSeconds(1));

    assertThat(scoredImages())
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.SKIPPED, Verdict.ANOMALOUS);
  }

  @Test
  void shouldTakeTheResultThatWasMadeAhead() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));

    send(event("in turn", image(0.3)));

    assertThat(scoredImages()).extracting(ScoredImage::eventId).containsExactly("ahead");
  }

  @Test
  void shouldTellWhenAResultIsThere() throws Exception {
    add(shot(PRODUCT, "s1"));
    assertThat(lookAhead.isReady(record(0, event("never polled", image(0.3))))).isTrue();

    poll(0, event("ahead", image(0.3)));

    assertThat(doneCount.await(10, TimeUnit.SECONDS)).isTrue();
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
  void shouldFinishWhatWasBegunAndBeginNoMore() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("begun", image(0.3)));
    CompletableFuture<Boolean> finished =
        CompletableFuture.supplyAsync(() -> finish(Duration.ofSeconds(40)));
    Await.until("it ends", () -> !lookAhead.isReady(record(7, event("unknown", image(0.3)))));
    poll(1, event("late", image(0.3)));

    assertThat(finished).isNotDone();
    send(event("in turn", image(0.3)));

    assertThat(finished.get(40, TimeUnit.SECONDS)).isTrue();
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
          new Record<>(next.key(), next.value(), 0));
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

  @Test
  void shouldScoreAnewWhenAShotCameMeanwhile() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(10, TimeUnit.SECONDS)).isTrue();

    add(shot(PRODUCT, "s22"));
    send(event("in turn", image(0.3)));

    ScoredImage image = scoredImages().get(0);
    assertThat(image.eventId()).isEqualTo("in turn");
    assertThat(image.shotIds()).isEqualTo(List.of("s1", "s22"));
  }

  @Test
  void shouldScoreAnewWhenTheProductWasChangedMeanwhile() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(10, TimeUnit.SECONDS)).isTrue();

    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.2, true));
    send(event("in turn", image(0.3)));

    assertThat(scoredImages().get(0).verdict()).isEqualTo(Verdict.ANOMALOUS);
  }

  @Test
  void shouldTakeTheResultThatAnOlderModelMadeAhead() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(10, TimeUnit.SECONDS)).isTrue();

    scorer.swap(FakeModel.ofVersion("12"));
    send(event("in turn", image(0.3)));
    send(event("next", image(0.3)));

    assertThat(scoredImages())
        .extracting(image -> image.eventId() + " " + image.modelVersion())
        .containsExactly("ahead 11", "next 12");
  }

  @Test
  void shouldNotGoBackToAnOlderModelWithinAPartition() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(1, event("ahead", image(0.3)));
    assertThat(model.scoring.await(10, TimeUnit.SECONDS)).isTrue();

    scorer.swap(FakeModel.ofVersion("12"));
    send(event("e0", image(0.3)));
    send(event("e1", image(0.3)));

    assertThat(scoredImages())
        .extracting(image -> image.eventId() + " " + image.modelVersion())
        .containsExactly("e0 12", "e1 12");
  }

  @Test
  void shouldScoreInTurnWhatWasPolledFromAnotherOffset() {
    add(shot(PRODUCT, "s1"));
    poll(1, event("of offset 1", image(0.3)));

    send(event("e0", image(0.3)));
    send(event("e1", image(0.3)));

    assertThat(scoredImages())
        .extracting(ScoredImage::eventId)
        .containsExactly("e0", "of offset 1");
  }

  @Test
  void shouldRejectAheadToo() {
    poll(0, event("ahead", image(0.3)));

    send(event("in turn", image(0.3)));

    assertThat(header(deadLetters.readRecord(), "reason")).isEqualTo("UNKNOWN_PRODUCT");
  }

  @Test
  void shouldStopInItsTurnWhenTheModelFailedAhead() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(FakeModel.FATAL / 100.0)));

    assertThatThrownBy(() -> send(event("in turn", image(0.3))))
        .hasCauseInstanceOf(ModelFailedException.class);

    sent--;
  }

  private boolean finish(Duration timeout) {
    try {
      return lookAhead.finish(timeout);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return record(partition, offset, event("e" + offset, image(0.3)));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, ImageEvent event) {
    return record(IMAGES, offset, event);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, ImageEvent event) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        utf8(event.cameraId()),
        ImageEventCodec.toBytes(event));
  }

  private void poll(long offset, ImageEvent event) {
    lookAhead.add(IMAGES, List.of(record(offset, event)), mark, doneCount::countDown);
  }
}
