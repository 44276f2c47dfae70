package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelsPictureTest {
  @Test
  void shouldDrawRowByRowAndMakeWhatIsClearBlack() {
    byte[][] rows = {{1, 2, 3, -1, (byte) 200, 100, 50, 0}, {9, 8, 7, -1, -1, -1, -1, (byte) 128}};

    BufferedImage picture =
        PixelsPicture.of(
            new Pixels() {
              @Override
              public ImageSize size() {
                return new ImageSize(2, 2);
              }

              @Override
              public int channels() {
                return 4;
              }

              @Override
              public void readRow(int y, byte[] row) {
                System.arraycopy(rows[y], 0, row, 0, 8);
              }

              @Override
              public void close() {}
            });

    assertThat(picture.getRGB(0, 0, 2, 2, null, 0, 2))
        .containsExactly(0xFF010203, 0xFF000000, 0xFF090807, 0xFF808080);
  }
}
