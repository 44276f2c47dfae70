package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images that were read on the way to another. */
class PassedImagesTest {
  private final PassedImages passed = new PassedImages(100);

  @Test
  void shouldLetTheOldestGoBeyondItsBytes() {
    List<ScoredRecord> results = IntStream.range(0, 5).mapToObj(i -> result("e-" + i)).toList();
    results.forEach(result -> passed.add(result, new EncodedImage(new byte[30])));

    assertThat(results.stream().filter(result -> passed.take(result).isPresent()))
        .containsExactlyElementsOf(results.subList(2, 5));
    assertThat(passed.take(results.get(4))).isEmpty();
  }

  @Test
  void shouldKeepOneImageThatIsLarger() {
    passed.add(result("small"), new EncodedImage(new byte[90]));
    passed.add(result("large"), new EncodedImage(new byte[300]));
    assertThat(passed.take(result("small"))).isEmpty();
    assertThat(passed.take(result("large"))).isPresent();

    passed.add(result("next"), new EncodedImage(new byte[99]));

    assertThat(passed.take(result("next"))).isPresent();
  }

  private static ScoredRecord result(String event) {
    return PublishedAlerts.alert(event, new SourceRecord("images", 0, 0), EvidenceState.KEPT)
        .scored();
  }
}
