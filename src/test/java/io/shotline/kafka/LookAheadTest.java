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
import io.shotline.core.ScoredImage;
import io.shotline.core.Verdict;
import io.shotline.wire.ImageEventCodec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * The driver's own consumer polls nothing ahead, so these tests do. What was polled carries another
 * event id than what then has its turn at the same offset, which tells whose result it is.
 */
class LookAheadTest extends ScoringDriver<FakeModel> {
  LookAheadTest() {
    super(new FakeModel());
  }

  @Test
  void shouldTakeTheResultThatWasMadeAhead() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));

    send(event("in turn", image(0.3)));

    assertThat(scoredImages()).extracting(ScoredImage::eventId).containsExactly("ahead");
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

  private void poll(long offset, ImageEvent event) {
    TopicPartition partition = new TopicPartition("line7.images", 0);
    byte[] key = utf8(event.cameraId());
    byte[] value = ImageEventCodec.toBytes(event);
    lookAhead.add(
        partition,
        List.of(
            new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value)));
  }
}
