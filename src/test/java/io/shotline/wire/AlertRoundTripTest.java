package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.SampleScores;
import io.shotline.wire.v1.Alert;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Alerts and their images. */
class AlertRoundTripTest {
  private static final SourceRecord SOURCE = new SourceRecord("line1.images", 5, 81);

  @Property(tries = 50)
  void shouldKeepAlerts(
      @ForAll("scored") ScoredImage image,
      @ForAll @IntRange(min = 0) int x,
      @ForAll EvidenceState evidence) {
    AlertRecord sent = alert(image, x, evidence);

    assertThat(AlertCodec.parse(AlertCodec.toBytes(sent))).isEqualTo(new Parsed.Valid<>(sent));
  }

  @Example
  void shouldTakeAlertsOfBeforeForThoseWithoutEvidence() throws InvalidProtocolBufferException {
    ScoredImage image = SampleScores.image("bolt", "camera-1", .5);
    byte[] now = AlertCodec.toBytes(alert(image, 1, EvidenceState.KEPT));
    byte[] before = Alert.parseFrom(now).toBuilder().clearEvidence().build().toByteArray();

    assertThat(before).hasSizeLessThan(now.length);
    assertThat(AlertCodec.parse(before))
        .isEqualTo(new Parsed.Valid<>(alert(image, 1, EvidenceState.OFF)));
  }

  @Property(tries = 50)
  void shouldKeepEvidence(@ForAll("scored") ScoredImage image, @ForAll @Size(min = 1) byte[] file) {
    EvidenceRecord sent =
        new EvidenceRecord(new ScoredRecord(image, SOURCE), new EncodedImage(file));

    EvidenceRecord got =
        EvidenceCodec.parse(EvidenceCodec.toBytes(sent)).asOptional().orElseThrow();
    assertThat(got.scored()).isEqualTo(sent.scored());
    assertThat(got.image().bytes()).isEqualTo(file);
  }

  @Example
  void shouldRefuseEvidenceWithoutAnImage() {
    ScoredImage image = SampleScores.image("bolt", "camera-1", .5);
    EvidenceRecord sent =
        new EvidenceRecord(new ScoredRecord(image, SOURCE), new EncodedImage(new byte[0]));

    assertThat(EvidenceCodec.parse(EvidenceCodec.toBytes(sent)))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> assertThat(invalid.rejection().detail()).contains("image is missing"));
  }

  @Property(tries = 2000)
  void shouldNeverThrowOnDamagedMessages(
      @ForAll("scored") ScoredImage image, @ForAll @IntRange(min = 0) int at, @ForAll byte damage) {
    byte[] bytes = AlertCodec.toBytes(alert(image, 10, EvidenceState.KEPT));
    bytes[at % bytes.length] = damage;

    assertThat(AlertCodec.parse(bytes)).isNotNull();
  }

  @Provide
  Arbitrary<ScoredImage> scored() {
    return ScoredArbitraries.images();
  }

  private static AlertRecord alert(ScoredImage image, int x, EvidenceState evidence) {
    return new AlertRecord(
        new ScoredRecord(image, SOURCE), new Region(x, 20, 1920, 1080), evidence);
  }
}
