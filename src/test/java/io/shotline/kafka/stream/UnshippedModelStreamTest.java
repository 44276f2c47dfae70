package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.DinoModel;
import io.shotline.convert.RandomDino;
import io.shotline.convert.Turning;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.DrawnPart;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.StreamSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line with a model of a side, a grid, layers and a share that nobody ships. */
class UnshippedModelStreamTest extends ScoringDriver<SavedModelScorer> {
  @TempDir private static Path folder;

  UnshippedModelStreamTest() {
    super(model());
  }

  private static SavedModelScorer model() {
    try {
      return SavedModelScorer.load(
          new RandomDino(64, 3, 0)
              .convert(folder, new DinoModel.Options(238, List.of(1, 2), 0.05, Turning.ON.rule())),
          DeviceSettings.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldJudgeByTheCardAlone() {
    add(shot("s1", DrawnPart.plain(640, 480)), shot("s2", DrawnPart.plain(600, 480)));

    send(event("plain", DrawnPart.plain(620, 480)));
    send(event("defect", DrawnPart.defect(640, 480)));

    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.NORMAL, Verdict.ANOMALOUS);
    assertThat(results.get(1).residualMap().rows()).isEqualTo(17);
    assertThat(results.get(1).residualMap().columns()).isEqualTo(17);
    assertThat(results.get(1).modelName()).isEqualTo("dino");
  }

  private static Shot shot(String id, EncodedImage image) {
    return new Shot(PRODUCT, id, image, StreamSamples.CAPTURE_TIME, "a test");
  }
}
