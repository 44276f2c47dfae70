package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.image.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchLineTest {
  @ParameterizedTest
  @CsvSource({"120, 40", "90, 100"})
  void shouldTakeTheShotsWithTheImagesCamera(int imageKilobytes, int shotKilobytes)
      throws IOException {
    BenchLine line = BenchLine.of(imageKilobytes, shotKilobytes, 3, 2, 1, 1, 1);

    BufferedImage image = read(line.images().get(0));
    assertThat(line.shots()).hasSize(3);
    for (EncodedImage shot : line.shots()) {
      BufferedImage normal = read(shot);
      assertThat(normal.getWidth()).isEqualTo(image.getWidth());
      assertThat(normal.getHeight()).isEqualTo(image.getHeight());
    }
    assertThat(line.imageKilobytes()).isCloseTo(imageKilobytes, within(0.15 * imageKilobytes));
    assertThat(line.shotKilobytes()).isCloseTo(shotKilobytes, within(0.15 * shotKilobytes));
  }

  private static BufferedImage read(EncodedImage file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file.bytes()));
  }
}
