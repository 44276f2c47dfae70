package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.testing.ArrayPixels;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastPixelsTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldFindThePixelsThatAreStoredLast(int orientation) {
    assertThat(isFilledUp(WIDTH - 4, HEIGHT - 4, orientation)).isTrue();
    assertThat(isFilledUp(WIDTH - 3, HEIGHT - 4, orientation)).isFalse();
    assertThat(isFilledUp(WIDTH - 4, HEIGHT - 3, orientation)).isFalse();
  }

  /** Grey from a column and a row on. */
  private static boolean isFilledUp(int left, int top, int orientation) {
    byte[] levels = new byte[WIDTH * HEIGHT * 3];
    for (int y = top; y < HEIGHT; y++) {
      Arrays.fill(levels, (y * WIDTH + left) * 3, (y + 1) * WIDTH * 3, (byte) 128);
    }
    ArrayPixels stored = new ArrayPixels(new ImageSize(WIDTH, HEIGHT), 3, levels);
    return LastPixels.areFilledUp(UprightPixels.of(stored, orientation), orientation);
  }
}
