package io.shotline.kafka.ahead;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.product.Product;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.View;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.wire.ProductCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/**
 * Whose result an image gets. What was polled carries another event id than what then has its turn
 * at the same offset, which tells.
 */
class LookAheadTest extends LookAheadDriver {
  private static final Instant NOW = Instant.now();
  private static final TopicPartition PROMPTS = new TopicPartition("line7.prompts", 0);

  @Test
  void shouldWaitForTheShotsThatWereCommittedBeforeTheImageWasPolled() throws Exception {
    add(shot(PRODUCT, "s1"));
    // Waits as long as the test needs, however busy the machine is.
    long inAMinute = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    mark = new CatalogFence.Mark(KafkaFuture.completedFuture(Map.of(PROMPTS, 2L)), inAMinute);
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(5, TimeUnit.MINUTES)).isTrue();
    add(shot(PRODUCT, "s22"));
    CompletableFuture<Void> judged =
        CompletableFuture.runAsync(() -> send(event("in turn", image(0.3))));

    fence.reached(PROMPTS, 1);
    assertThat(judged).isNotDone();
    fence.reached(PROMPTS, 2);
    judged.get(300, TimeUnit.SECONDS);

    assertThat(scoredImages().get(0).shotIds()).isEqualTo(List.of("s1", "s22"));
  }

  @Test
  void shouldNotStopWhenNobodyTellsWhereTheShotsEnd() {
    add(shot(PRODUCT, "s1"));
    KafkaFutureImpl<Map<TopicPartition, Long>> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(new DisconnectException("no broker"));
    mark = new CatalogFence.Mark(failed, System.nanoTime());
    poll(0, event("ahead", image(0.3)));

    send(event("in turn", image(0.3)));

    assertThat(scoredImages()).extracting(ScoredImage::eventId).containsExactly("ahead");
  }

  @Test
  void shouldSkipWhatWaitedTooLong() {
    add(shot(PRODUCT, "s1"));
    put(new Product(PRODUCT, "cap", 0.2, null, true, Duration.ofHours(1), View.DEFAULT));

    send(event("old", image(0.3)), Instant.now().minusSeconds(7200));
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
  void shouldDropTheScoreThatWasMadeAheadOfARepeat() throws Exception {
    add(shot(PRODUCT, "s1"));
    send(event("same", image(0.7)));
    pollAndAwait(1, event("same", image(0.7)), NOW);

    send(event("same", image(0.7)));

    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.ANOMALOUS, Verdict.SKIPPED);
    assertThat(results.get(1).skip()).isEqualTo(Skip.DUPLICATE);
    assertThat(anomalies.readValuesToList()).hasSize(1);
    assertThat(model.scored).hasValue(2);
  }

  @Test
  void shouldScoreAnewWhenAShotCameMeanwhile() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(5, TimeUnit.MINUTES)).isTrue();

    add(shot(PRODUCT, "s22"));
    send(event("in turn", image(0.3)));

    ScoredImage image = scoredImages().get(0);
    assertThat(image.eventId()).isEqualTo("in turn");
    assertThat(image.shotIds()).isEqualTo(List.of("s1", "s22"));
  }

  @Test
  void shouldJudgeTheScoreThatWasMadeAheadByTheThresholdOfItsTurn() throws Exception {
    add(shot(PRODUCT, "s1"));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, null, true));
    pollAndAwait(0, event("ahead", image(0.3)), NOW);

    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.2, true));
    send(event("in turn", image(0.3)));

    ScoredImage image = scoredImages().get(0);
    assertThat(image.eventId()).isEqualTo("ahead");
    assertThat(image.threshold()).isEqualTo(0.2);
    assertThat(image.verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(anomalies.readValuesToList()).hasSize(1);
    assertThat(model.scored).hasValue(1);
  }

  @Test
  void shouldScoreAnewWhenTheProductsNameOrNumberOfShotsWasChanged() throws Exception {
    add(shot(PRODUCT, "s1"), shot(PRODUCT, "s22"));
    pollAndAwait(0, event("ahead", image(0.3)), NOW);

    put(new Product(PRODUCT, "lid", null, 1, true, null, View.DEFAULT));
    send(event("in turn", image(0.3)));

    ScoredImage image = scoredImages().get(0);
    assertThat(image.eventId()).isEqualTo("in turn");
    assertThat(image.shotIds()).isEqualTo(List.of("s22"));
    assertThat(model.scored).hasValue(2);
  }

  @Test
  void shouldHeedInItsTurnThatTheProductWasDisabled() throws Exception {
    add(shot(PRODUCT, "s1"));
    pollAndAwait(0, event("ahead", image(0.3)), NOW);

    put(new Product(PRODUCT, "cap", null, null, false, null, View.DEFAULT));
    send(event("in turn", image(0.3)));

    assertThat(scoredImages().get(0).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(model.scored).hasValue(1);
  }

  @Test
  void shouldScoreInItsTurnWhatWasDisabledAhead() throws Exception {
    add(shot(PRODUCT, "s1"));
    put(new Product(PRODUCT, "cap", null, null, false, null, View.DEFAULT));
    pollAndAwait(0, event("ahead", image(0.3)), NOW);
    assertThat(model.scored).hasValue(0);

    put(new Product(PRODUCT, "cap", null, null, true, null, View.DEFAULT));
    send(event("in turn", image(0.3)));

    assertThat(scoredImages().get(0).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void shouldHeedTheAgeLimitOfItsTurn() throws Exception {
    add(shot(PRODUCT, "s1"));
    pollAndAwait(0, event("ahead", image(0.3)), NOW.minus(Duration.ofHours(1)));

    put(new Product(PRODUCT, "cap", null, null, true, Duration.ofMinutes(30), View.DEFAULT));
    send(event("in turn", image(0.3)), NOW.minus(Duration.ofHours(1)));

    assertThat(scoredImages().get(0).skip().reason()).isEqualTo(Skip.Reason.TOO_OLD);
    assertThat(model.scored).hasValue(1);
  }

  @Test
  void shouldScoreInItsTurnWhatIsTooOldNoMore() throws Exception {
    add(shot(PRODUCT, "s1"));
    put(new Product(PRODUCT, "cap", null, null, true, Duration.ofMinutes(30), View.DEFAULT));
    pollAndAwait(0, event("ahead", image(0.3)), NOW.minus(Duration.ofHours(1)));
    assertThat(model.scored).hasValue(0);

    put(new Product(PRODUCT, "cap", null, null, true, Duration.ofHours(20), View.DEFAULT));
    send(event("in turn", image(0.3)), NOW.minus(Duration.ofHours(1)));

    assertThat(scoredImages().get(0).verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(model.scored).hasValue(1);
  }

  private void put(Product product) {
    products.pipeInput(utf8(PRODUCT), ProductCodec.toBytes(product));
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
}
