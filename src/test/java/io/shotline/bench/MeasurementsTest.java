package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  @Test
  void shouldGiveQuantilesToAThousandth() {
    Measurements measured = new Measurements();
    IntStream.rangeClosed(1, 1000).forEach(i -> measured.add(i * 0.37));

    assertThat(measured.median()).isCloseTo(500 * 0.37, withinPercentage(0.1));
    assertThat(measured.quantile(0.99)).isCloseTo(990 * 0.37, withinPercentage(0.1));
    assertThat(measured.quantile(0.999)).isCloseTo(999 * 0.37, withinPercentage(0.1));
  }

  @Test
  void shouldTakeValuesOfVeryDifferentSizes() {
    Measurements measured = new Measurements();
    measured.add(0.0005);
    measured.add(2.5);
    measured.add(3e7);

    assertThat(measured.quantile(0.3)).isCloseTo(0.0005, withinPercentage(0.1));
    assertThat(measured.median()).isCloseTo(2.5, withinPercentage(0.1));
    assertThat(measured.quantile(1)).isCloseTo(3e7, withinPercentage(0.1));
  }

  @Test
  void shouldCountWhatTwoClocksMakeNegativeAsNothing() {
    Measurements measured = new Measurements();
    measured.add(-0.2);

    assertThat(measured.median()).isZero();
  }

  @Test
  void shouldTakeOverOthers() {
    Measurements some = new Measurements();
    Measurements more = new Measurements();
    some.add(0.001);
    more.add(70_000);
    more.add(80_000);

    some.addAll(more);

    assertThat(some.median()).isCloseTo(70_000, withinPercentage(0.1));
  }

  @Test
  void shouldRefuseToMakeUpAFigure() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Measurements().median())
        .withMessage("nothing was measured");
  }
}
