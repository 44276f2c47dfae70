package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FittedImageTest {
  /** What Pillow's resize and Python's int and round give. */
  @ParameterizedTest
  @CsvSource({
    "240, 240, 240, 240, 0, 0",
    "257, 391, 240, 365, 0, 62", // 62.5 to the even neighbour below
    "391, 257, 365, 240, 62, 0",
    "243, 240, 243, 240, 2, 0",
    "240, 243, 240, 243, 0, 2", // 1.5 to the even neighbour above
    "240, 241, 240, 241, 0, 0", // 0.5 to the even neighbour below
    "64, 48, 320, 240, 40, 0",
    "1920, 1080, 426, 240, 93, 0", // 426.67 cut off
    "1080, 1920, 240, 426, 0, 93",
    "1, 1, 240, 240, 0, 0",
    "999, 1, 239760, 240, 119760, 0"
  })
  void shouldScaleTheShorterSideAndCutTheCentre(
      int width, int height, int scaledWidth, int scaledHeight, int left, int top) {
    ImageSize source = new ImageSize(width, height);

    assertThat(Fitting.DEFAULT.of(source))
        .isEqualTo(
            new FittedImage(
                source,
                new ImageSize(scaledWidth, scaledHeight),
                left,
                top,
                new ImageSize(240, 240)));
  }

  @Test
  void shouldFailOnAStripInsteadOfOverflowing() {
    assertThatThrownBy(() -> Fitting.DEFAULT.of(new ImageSize(1, 20_000_000)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shouldMapCellsToSourcePixels() {
    // 640 x 480 is scaled by a half and loses 40 columns on each side; a cell is 16 pixels.
    assertThat(Fitting.DEFAULT.of(new ImageSize(640, 480)).toSource(new Region(2, 3, 4, 1), 15, 15))
        .isEqualTo(new Region(144, 96, 128, 32));
  }

  @Test
  void shouldMapCellsOfAnotherSide() {
    Fitting fitting = new Fitting(Fit.CENTRE, new ImageSize(448, 448));

    // 1344 x 896 is scaled by a half and loses 112 columns on each side; a cell is 14 pixels.
    assertThat(fitting.of(new ImageSize(1344, 896)).toSource(new Region(2, 3, 4, 1), 32, 32))
        .isEqualTo(new Region(280, 84, 112, 28));
  }

  @Test
  void shouldMapCellsOfAllOfAnImage() {
    Region cells = new Region(2, 3, 4, 1);

    assertThat(
            new Fitting(Fit.SQUARE, new ImageSize(448, 448))
                .of(new ImageSize(640, 320))
                .toSource(cells, 32, 32))
        .isEqualTo(new Region(40, 30, 80, 10));
    assertThat(
            new Fitting(Fit.WHOLE, new ImageSize(272, 208))
                .of(new ImageSize(680, 520))
                .toSource(cells, 13, 17))
        .isEqualTo(new Region(80, 120, 160, 40));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fit.class,
      names = {"SQUARE", "WHOLE"})
  void shouldSeeAllOfAnImage(Fit fit) {
    assertThat(new Fitting(fit, new ImageSize(448, 448)).of(new ImageSize(641, 479)).region())
        .isEqualTo(new Region(0, 0, 641, 479));
  }

  @Test
  void shouldRefuseASquareThatIsNone() {
    assertThatThrownBy(() -> new Fitting(Fit.CENTRE, new ImageSize(272, 208)))
        .hasMessage("centre must give a square, not 272 x 208");
  }
}
