package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.EvidenceState;
import io.shotline.testing.LabelModel;
import io.shotline.wire.AlertCodec;
import org.junit.jupiter.api.Test;

/** A service that keeps no images of alerts. */
class EvidenceOffTest extends ScoringDriver<LabelModel> {
  EvidenceOffTest() {
    super(new LabelModel());
    evidence = EvidenceSettings.OFF;
  }

  @Test
  void shouldKeepNoneUnlessTheProductSaysSo() {
    add(shot(PRODUCT, "s1"));

    send(event("e1", image(0.7)));
    products.pipeInput(utf8(PRODUCT), EvidenceTest.product(true));
    send(event("e2", image(0.7)));

    assertThat(anomalies.readValuesToList())
        .extracting(value -> AlertCodec.parse(value).asOptional().orElseThrow().evidence())
        .containsExactly(EvidenceState.OFF, EvidenceState.KEPT);
    assertThat(kept.readValuesToList()).hasSize(1);
    assertThat(monitor.evidence).containsExactly(EvidenceState.OFF, EvidenceState.KEPT);
  }
}
