package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.EvidenceState;
import io.shotline.testing.LogLines;
import io.shotline.testing.SampleScores;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import io.shotline.work.FixedCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceKeeperTest {
  private final EvidenceKeeper keeper =
      new EvidenceKeeper(
          new EvidenceSettings(true, 10_000),
          new EvidenceLimit(),
          new FixedCatalog(null, List.of()));

  @Test
  void shouldCountCamerasThatAreMadeUpAsOne() {
    for (int i = 0; i < EvidenceKeeper.MOST_CAMERAS; i++) {
      assertThat(take("made-up-" + i, 64)).isEqualTo(EvidenceState.KEPT);
    }

    assertThat(take("one-more", 6000)).isEqualTo(EvidenceState.KEPT);
    assertThat(take("and-one", 6000)).isEqualTo(EvidenceState.OMITTED_CAP);
    assertThat(take("made-up-0", 6000)).isEqualTo(EvidenceState.KEPT);
  }

  @Test
  void shouldNameACameraWhoseImagesAreOmittedOnceAMinute() {
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 3; i++) {
        take("lamp", 20_000);
      }

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("images-0-7", "camera lamp", "--evidence-per-hour");
    }
  }

  private EvidenceState take(String camera, int bytes) {
    ScoredRecord scored =
        new ScoredRecord(
            SampleScores.image(PRODUCT, camera, 0.7), new SourceRecord("images", 0, 7));
    byte[] sent = ImageEventCodec.toBytes(event("e1", camera, PRODUCT, image(0.7, bytes)));
    return keeper.take(scored, sent, SampleScores.NOW.toEpochMilli()).state();
  }
}
