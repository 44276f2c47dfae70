package io.shotline.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.port.TopShare.Rounding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopShareTest {
  @ParameterizedTest
  @CsvSource({
    "0.01, DOWN, 1024, 10",
    "0.01, DOWN, 256, 2",
    "0.01, DOWN, 99, 1",
    "0.01, DOWN, 100, 1",
    "0.01, NEAREST, 256, 3",
    "0.04, NEAREST, 225, 9",
    "1, DOWN, 225, 225",
  })
  void shouldCountAWholeNumberOfPatchesAndOneAtLeast(
      double share, Rounding rounding, int patches, int count) {
    assertThat(new TopShare(share, rounding).count(patches)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void shouldRefuseWhatIsNoShare(double share) {
    assertThatThrownBy(() -> TopShare.nearest(share)).hasMessageContaining("top_share");
  }
}
