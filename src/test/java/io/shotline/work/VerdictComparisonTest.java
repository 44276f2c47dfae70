package io.shotline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.testing.SampleScores;
import org.junit.jupiter.api.Test;

class VerdictComparisonTest {
  private final VerdictComparison comparison = new VerdictComparison();

  @Test
  void shouldKeepTheGreatestDifferences() {
    add(0.1, 0.1005, 0.25);
    add(0.2, 0.2006, 0.25);

    assertThat(comparison.images()).isEqualTo(2);
    assertThat(comparison.greatest()).isCloseTo(6e-4, within(1e-9));
    assertThat(comparison.greatestRelative()).isCloseTo(5e-3, within(1e-9));
    assertThat(comparison.isWithin()).isTrue();
  }

  @Test
  void shouldTakeAnotherVerdictAtTheThreshold() {
    add(0.2505, 0.2495, 0.25);

    assertThat(comparison.flips()).hasSize(1);
    assertThat(comparison.isWithin()).isTrue();
  }

  @Test
  void shouldNotTakeAnotherVerdictElsewhere() {
    comparison.add(
        "part",
        SampleScores.image("bolt", "camera", 0.255, 0.25),
        SampleScores.image("bolt", "camera", 0.255, 0.3));

    assertThat(comparison.greatest()).isZero();
    assertThat(comparison.isWithin()).isFalse();
  }

  @Test
  void shouldNotTakeADifferenceOfOnePercent() {
    add(0.1, 0.1011, 0.25);

    assertThat(comparison.isWithin()).isFalse();
  }

  @Test
  void shouldPassOverRepeats() {
    comparison.add(
        "part", SampleScores.repeat("bolt", "camera"), SampleScores.image("bolt", "camera", 1));

    assertThat(comparison.images()).isZero();
  }

  private void add(double exact, double other, double threshold) {
    comparison.add(
        "part",
        SampleScores.image("bolt", "camera", exact, threshold),
        SampleScores.image("bolt", "camera", other, threshold));
  }
}
