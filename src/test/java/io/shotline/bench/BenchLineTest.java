package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.image.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchLineTest {
  @ParameterizedTest
  @CsvSource({"120, 40", "90, 100"})
  void shouldTakeTheShotsWithTheImagesCamera(int imageKilobytes, int shotKilobytes)
      throws IOException {
    BenchLine line = BenchLine.of(imageKilobytes, shotKilobytes, 3, 2, 1, 1, 1, null);

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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 100})
  void shouldSpoilAsManyImagesAsAreAskedForAndDrawTheOthersAsBefore(int percent) {
    List<EncodedImage> images = BenchLine.of(20, 20, 1, 1, 1, 1, 1, percent).images();
    List<EncodedImage> good = BenchLine.of(20, 20, 1, 1, 1, 1, 1, 0).images();

    assertThat(IntStream.range(0, 100))
        .filteredOn(i -> !Arrays.equals(images.get(i).bytes(), good.get(i).bytes()))
        .hasSize(percent);
  }

  private static BufferedImage read(EncodedImage file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file.bytes()));
  }
}
