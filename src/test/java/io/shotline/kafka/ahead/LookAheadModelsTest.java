package io.shotline.kafka.ahead;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.port.ModelFailedException;
import io.shotline.testing.LabelModel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Results made ahead by a model that is not the one of the turn, or that failed. */
class LookAheadModelsTest extends LookAheadDriver {
  @Test
  void shouldTakeTheResultThatAnOlderModelMadeAhead() throws Exception {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(0.3)));
    assertThat(model.scoring.await(5, TimeUnit.MINUTES)).isTrue();

    scorer.swap(LabelModel.ofVersion("12"));
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
    assertThat(model.scoring.await(5, TimeUnit.MINUTES)).isTrue();

    scorer.swap(LabelModel.ofVersion("12"));
    send(event("e0", image(0.3)));
    send(event("e1", image(0.3)));

    assertThat(scoredImages())
        .extracting(image -> image.eventId() + " " + image.modelVersion())
        .containsExactly("e0 12", "e1 12");
  }

  @Test
  void shouldStopInItsTurnWhenTheModelFailedAhead() {
    add(shot(PRODUCT, "s1"));
    poll(0, event("ahead", image(LabelModel.FATAL / 100.0)));

    assertThatThrownBy(() -> send(event("in turn", image(0.3))))
        .hasCauseInstanceOf(ModelFailedException.class);

    sent--;
  }
}
