package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ModelInputTest {
  private static final ModelInput.Rectangle RECTANGLE = new ModelInput.Rectangle(57_600, 16);

  @Example
  void shouldSeeEveryImageInOneSquare() {
    ModelInput.Square square = new ModelInput.Square(448, 32, Fit.SQUARE);

    assertThat(square.seen(new ImageSize(640, 480))).isEqualTo(new ImageSize(448, 448));
    assertThat(square.grid(new ImageSize(448, 448))).isEqualTo(new Grid(32, 32));
  }

  @Example
  void shouldKeepTheAspect() {
    ImageSize seen = RECTANGLE.seen(new ImageSize(640, 480));

    assertThat(seen).isEqualTo(new ImageSize(272, 208));
    assertThat(RECTANGLE.grid(seen)).isEqualTo(new Grid(13, 17));
    assertThat(RECTANGLE.size(new Grid(13, 17))).isEqualTo(seen);
    assertThat(RECTANGLE.seen(new ImageSize(480, 640))).isEqualTo(new ImageSize(208, 272));
    assertThat(RECTANGLE.seen(new ImageSize(50, 50))).isEqualTo(new ImageSize(240, 240));
  }

  @Example
  void shouldGiveAStripSixRowsOfPatches() {
    assertThat(RECTANGLE.seen(new ImageSize(1_200, 100))).isEqualTo(new ImageSize(832, 96));
    assertThat(RECTANGLE.seen(new ImageSize(100, 1_600))).isEqualTo(new ImageSize(96, 960));
    assertThat(RECTANGLE.seen(new ImageSize(5_000, 6))).isEqualTo(new ImageSize(3_600, 96));
  }

  @Example
  void shouldGiveAStripNoMoreRowsThanASquareHas() {
    ModelInput.Rectangle small = new ModelInput.Rectangle(48 * 48, 16);

    assertThat(small.seen(new ImageSize(50, 50))).isEqualTo(new ImageSize(48, 48));
    assertThat(small.seen(new ImageSize(500, 50))).isEqualTo(new ImageSize(144, 48));
  }

  @Property
  void shouldTakeWholePatchesOfAboutTheArea(
      @ForAll @IntRange(min = 1, max = 5_000) int width,
      @ForAll @IntRange(min = 1, max = 5_000) int height,
      @ForAll @IntRange(min = 1, max = 64) int step) {
    ModelInput.Rectangle input = new ModelInput.Rectangle(57_600, step);

    ImageSize seen = input.seen(new ImageSize(width, height));

    assertThat(seen.width() % step + seen.height() % step).isZero();
    Grid grid = input.grid(seen);
    assertThat(input.size(grid)).isEqualTo(seen);
    // Rounding to a whole number of patches adds half a patch to each side at most.
    int shorter = Math.min(grid.rows(), grid.columns());
    assertThat(shorter).isGreaterThanOrEqualTo(input.leastPatches());
    assertThat(shorter == input.leastPatches() || seen.pixels() < 57_600 * 1.6).isTrue();
    assertThat(grid.patches()).isLessThanOrEqualTo(6 * input.mostPatches());
  }

  @Example
  void shouldRefuseSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new ModelInput.Square(8, 9, Fit.CENTRE)).hasMessageContaining("8");
    assertThatThrownBy(() -> new ModelInput.Square(240, 15, Fit.WHOLE))
        .hasMessageContaining("whole");
    assertThatThrownBy(() -> new ModelInput.Rectangle(255, 16)).hasMessageContaining("255");
  }
}
