package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 100})
  void shouldFindTheThresholdThatMakesAsManyImagesAlerts(int percent) throws Exception {
    // Scores of 0.00 to 0.99, each once, in no order.
    List<EncodedImage> images =
        IntStream.range(0, 100).mapToObj(i -> StreamSamples.image(i * 7 % 100 / 100.0)).toList();
    BenchLine line =
        new BenchLine(
            images, List.of(StreamSamples.image(0)), List.of("a"), List.of("plate"), 1, 1);

    try (Scorer scorer = StreamSamples.scorer(new LabelModel(), ScoringMonitor.NONE)) {
      double threshold = line.threshold(scorer, percent);

      assertThat(IntStream.range(0, 100))
          .filteredOn(score -> score / 100.0 >= threshold)
          .hasSize(percent);
    }
  }

  private static BufferedImage read(EncodedImage file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file.bytes()));
  }
}
