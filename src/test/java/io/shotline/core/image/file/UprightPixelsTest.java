package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.testing.ArrayPixels;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UprightPixelsTest {
  @Property(tries = 100)
  void shouldBringEachPixelToItsPlace(
      @ForAll @IntRange(min = 1, max = 8) int orientation,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll boolean alpha) {
    ArrayPixels stored = ArrayPixels.noise(new ImageSize(width, height), alpha ? 4 : 3, 1);
    requireUpright(stored, orientation);
  }

  /** More than is copied at once. */
  @Example
  void shouldTurnALargeImagePieceByPiece() {
    ArrayPixels stored = ArrayPixels.noise(new ImageSize(2100, 1300), 3, 1);
    for (int orientation = 1; orientation <= 8; orientation++) {
      requireUpright(stored, orientation);
    }
  }

  @Example
  void shouldCloseTheStoredPixels() {
    for (int orientation = 1; orientation <= 8; orientation++) {
      ArrayPixels stored = ArrayPixels.black(new ImageSize(2, 3));
      UprightPixels.of(stored, orientation).close();
      assertThat(stored.closedCount()).isEqualTo(1);
    }
  }

  @Example
  void shouldRefuseAnotherNumber() {
    ArrayPixels stored = ArrayPixels.black(new ImageSize(2, 3));
    assertThatThrownBy(() -> UprightPixels.of(stored, 0))
        .hasMessage("orientation must be 1 to 8, got 0");
    assertThatThrownBy(() -> UprightPixels.of(stored, 9))
        .hasMessage("orientation must be 1 to 8, got 9");
  }

  private static void requireUpright(ArrayPixels stored, int orientation) {
    Pixels upright = UprightPixels.of(stored, orientation);
    int width = stored.size().width();
    int channels = stored.channels();
    ImageSize size = upright.size();
    assertThat(upright.channels()).isEqualTo(channels);
    byte[] row = new byte[size.width() * channels];
    for (int y = 0; y < size.height(); y++) {
      upright.readRow(y, row);
      byte[] expected = new byte[row.length];
      for (int x = 0; x < size.width(); x++) {
        int from = stored(orientation, x, y, stored.size());
        System.arraycopy(stored.levels(), from * channels, expected, x * channels, channels);
      }
      assertThat(row).as("orientation %d, row %d", orientation, y).isEqualTo(expected);
    }
    assertThat(size.pixels()).isEqualTo(stored.size().pixels());
    assertThat(size.width()).isEqualTo(orientation < 5 ? width : stored.size().height());
  }

  /** Index of the stored pixel that is seen at x, y (EXIF 2.3, tag 274). */
  private static int stored(int orientation, int x, int y, ImageSize size) {
    int lastX = size.width() - 1;
    int lastY = size.height() - 1;
    int[] at =
        switch (orientation) {
          case 1 -> new int[] {x, y};
          case 2 -> new int[] {lastX - x, y};
          case 3 -> new int[] {lastX - x, lastY - y};
          case 4 -> new int[] {x, lastY - y};
          case 5 -> new int[] {y, x};
          case 6 -> new int[] {y, lastY - x};
          case 7 -> new int[] {lastX - y, lastY - x};
          default -> new int[] {lastX - y, x};
        };
    return at[1] * size.width() + at[0];
  }
}
