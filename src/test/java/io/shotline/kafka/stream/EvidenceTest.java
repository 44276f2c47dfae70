package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Product;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.threshold.Learning;
import io.shotline.core.view.View;
import io.shotline.testing.LabelModel;
import io.shotline.testing.MovableClock;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.EvidenceCodec;
import io.shotline.wire.EvidenceRecord;
import io.shotline.wire.ProductCodec;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of alerts that are kept, 10,000 bytes of a camera in an hour. */
class EvidenceTest extends ScoringDriver<LabelModel> {
  private final MovableClock now = new MovableClock();

  EvidenceTest() {
    super(new LabelModel());
    evidence = new EvidenceSettings(true, 10_000);
    clock = now;
  }

  @Test
  void shouldKeepTheFileOfAnAlertAsTheCameraSentItBesideItsResult() {
    add(shot(PRODUCT, "s1"));
    EncodedImage file = image(0.7, 500);

    send(event("fine", image(0.1)));
    send(event("defect", file));

    TestRecord<byte[], byte[]> alerted = anomalies.readRecord();
    AlertRecord alert = AlertCodec.parse(alerted.value()).asOptional().orElseThrow();
    assertThat(alert.evidence()).isEqualTo(EvidenceState.KEPT);
    TestRecord<byte[], byte[]> record = kept.readRecord();
    assertThat(record.key()).isEqualTo(utf8("camera-3")).isEqualTo(alerted.key());
    assertThat(record.timestamp()).isEqualTo(alerted.timestamp());
    EvidenceRecord found = EvidenceCodec.parse(record.value()).asOptional().orElseThrow();
    assertThat(found.image().bytes()).isEqualTo(file.bytes());
    assertThat(found.scored()).isEqualTo(alert.scored());
    assertThat(kept.isEmpty()).isTrue();
    assertThat(monitor.evidence).containsExactly(EvidenceState.KEPT);
    assertThat(monitor.evidenceBytes).hasValue(record.value().length);
  }

  @Test
  void shouldOmitWhatACameraSendsBeyondItsBytesOfTheHour() {
    add(shot(PRODUCT, "s1"));

    for (int i = 0; i < 4; i++) {
      send(event("lamp" + i, image(0.7, 2500)));
    }
    send(event("other", "camera-4", PRODUCT, image(0.7, 2500)));
    now.advance(Duration.ofHours(1));
    send(event("later", image(0.7, 2500)));

    assertThat(states())
        .containsExactly(
            EvidenceState.KEPT,
            EvidenceState.KEPT,
            EvidenceState.OMITTED_CAP,
            EvidenceState.OMITTED_CAP,
            EvidenceState.KEPT,
            EvidenceState.KEPT);
    assertThat(keptEvents()).containsExactly("lamp0", "lamp1", "other", "later");
    assertThat(monitor.evidence).contains(EvidenceState.OMITTED_CAP);
  }

  @Test
  void shouldKeepASmallerImageWhereALargeOneHasNoRoomAnyMore() {
    add(shot(PRODUCT, "s1"));

    send(event("large", image(0.7, 6000)));
    send(event("larger", image(0.7, 9000)));
    send(event("small", image(0.7, 64)));

    assertThat(keptEvents()).containsExactly("large", "small");
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 65_536, 67_000})
  void shouldOmitWhatTheTopicDoesNotTake(int bytes) {
    evidenceLimit.topicTakes(bytes);
    add(shot(PRODUCT, "s1"));

    send(event("e1", image(0.7, 2500)));

    assertThat(states()).containsExactly(EvidenceState.OMITTED_SIZE);
    assertThat(kept.isEmpty()).isTrue();
  }

  @Test
  void shouldKeepNoneOfAProductThatSaysSo() {
    add(shot(PRODUCT, "s1"));
    products.pipeInput(utf8(PRODUCT), product(false));
    send(event("e1", image(0.7)));
    products.pipeInput(utf8(PRODUCT), product(null));
    send(event("e2", image(0.7)));

    assertThat(states()).containsExactly(EvidenceState.OFF, EvidenceState.KEPT);
    assertThat(keptEvents()).containsExactly("e2");
  }

  private List<EvidenceState> states() {
    return anomalies.readValuesToList().stream()
        .map(value -> AlertCodec.parse(value).asOptional().orElseThrow().evidence())
        .toList();
  }

  private List<String> keptEvents() {
    return kept.readValuesToList().stream()
        .map(value -> EvidenceCodec.parse(value).asOptional().orElseThrow())
        .map(found -> found.scored().image().eventId())
        .toList();
  }

  /** The settings of a product with a word of its own, or none. */
  static byte[] product(Boolean evidence) {
    return ProductCodec.toBytes(
        new Product(
            PRODUCT,
            "cap",
            null,
            null,
            true,
            null,
            View.DEFAULT,
            null,
            Learning.DEFAULT,
            evidence));
  }
}
