package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanRatioTest {
  /** Student's t at 97.5 % and 2 degrees of freedom is 4.302653. */
  @Test
  void shouldGiveTheGeometricMeanWithItsInterval() {
    MeanRatio mean = MeanRatio.of(List.of(0.5, 1.0, 2.0));
    double half = 4.302653 * Math.log(2) / Math.sqrt(3);

    assertThat(mean.pairs()).isEqualTo(3);
    assertThat(mean.ratio()).isEqualTo(1, within(1e-12));
    assertThat(Math.log(mean.from())).isEqualTo(-half, within(1e-5));
    assertThat(Math.log(mean.to())).isEqualTo(half, within(1e-5));
  }

  @Test
  void shouldGiveAnIntervalOfNoWidthToEqualRatios() {
    MeanRatio mean = MeanRatio.of(List.of(1.2, 1.2, 1.2));

    assertThat(mean.from()).isEqualTo(1.2, within(1e-12));
    assertThat(mean.to()).isEqualTo(1.2, within(1e-12));
  }

  @Test
  void shouldRefuseTooFewRatiosAndThoseThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> MeanRatio.of(List.of(1.0)));
    assertThatIllegalArgumentException().isThrownBy(() -> MeanRatio.of(List.of(1.0, 0.0)));
    assertThatIllegalArgumentException().isThrownBy(() -> MeanRatio.of(List.of(1.0, Double.NaN)));
  }
}
