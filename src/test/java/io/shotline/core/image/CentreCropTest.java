package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentreCropTest {
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

    assertThat(CentreCrop.of(source))
        .isEqualTo(new CentreCrop(source, scaledWidth, scaledHeight, left, top));
  }

  @Test
  void shouldFailOnAStripInsteadOfOverflowing() {
    assertThatThrownBy(() -> CentreCrop.of(new ImageSize(1, 20_000_000)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shouldMapCellsToSourcePixels() {
    ResidualMap map = new ResidualMap(15, 15, new float[225]);

    // 640 x 480 is scaled by a half and loses 40 columns on each side; a cell is 16 pixels.
    assertThat(
            CentreCrop.of(new ImageSize(640, 480))
                .toSource(new Region(2, 3, 4, 1), map.rows(), map.columns()))
        .isEqualTo(new Region(144, 96, 128, 32));
  }
}
