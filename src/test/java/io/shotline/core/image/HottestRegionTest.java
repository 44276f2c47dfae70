package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.result.Difference;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.ViewedPart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ResidualMap#hottestCells} and {@link Difference#hottestRegion}. */
class HottestRegionTest {
  @Test
  void shouldTakeTheCellsAroundThePeakThatReachHalfOfIt() {
    float[] values = {
      .9f, .0f, .0f, .0f, .0f,
      .0f, .0f, .5f, .0f, .0f,
      .0f, .6f, 1.f, .4f, .0f,
      .0f, .0f, .0f, .6f, .0f
    };

    assertThat(new ResidualMap(4, 5, values).hottestCells()).isEqualTo(new Region(1, 1, 2, 2));
  }

  @Test
  void shouldNotConnectOverTheEdgeOfARow() {
    float[] values = {
      0, 0, 1,
      1, 0, 0
    };

    assertThat(new ResidualMap(2, 3, values).hottestCells()).isEqualTo(new Region(2, 0, 1, 1));
    values[2] = .9f;
    assertThat(new ResidualMap(2, 3, values).hottestCells()).isEqualTo(new Region(0, 1, 1, 1));
  }

  @Test
  void shouldFollowABendToTheBorders() {
    float[] values = {
      1, 1, 1, 0,
      0, 0, 1, 0,
      0, 0, 1, 1
    };

    assertThat(new ResidualMap(3, 4, values).hottestCells()).isEqualTo(new Region(0, 0, 4, 3));
  }

  @Test
  void shouldRefuseAMapOfTheWrongLength() {
    assertThatThrownBy(() -> new ResidualMap(2, 3, new float[5])).hasMessageContaining("2 x 3");
  }

  @Test
  void shouldPointAtTheDefectInSourcePixels() {
    float[] values = new float[225];
    values[7 * 15 + 3] = .5f;

    // 257 x 391 becomes 240 x 365, rows 62 to 301 stay: x 48..64, y 174..190 of the scaled image.
    assertThat(difference(new ResidualMap(15, 15, values), new ImageSize(257, 391)).hottestRegion())
        .contains(new Region(51, 186, 18, 18));
  }

  @Test
  void shouldPointNowhereWhenSkipped() {
    assertThat(Difference.NONE.hottestRegion()).isEmpty();
  }

  static Difference difference(ResidualMap map, ImageSize size) {
    ViewedPart viewed = ViewedPart.of(Fitting.DEFAULT, size, 1);
    return new Difference(List.of(), ShotBasis.UNKNOWN, null, map, viewed, List.of());
  }
}
