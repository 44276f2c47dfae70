package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.SmallPatches;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Region;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.DrawnPart;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line with a model that takes rectangles, and cameras and shots of several shapes. */
class ShapesStreamTest extends ScoringDriver<SavedModelScorer> {
  @TempDir private static Path folder;

  ShapesStreamTest() {
    super(rectangles());
  }

  private static SavedModelScorer rectangles() {
    try {
      return SavedModelScorer.load(
          new SmallPatches(new ModelInput.Rectangle(57_600, 16)).write(folder),
          DeviceSettings.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldRaiseAlertsForImagesOfEveryShape() {
    add(shot("s1", DrawnPart.plain(640, 480)), shot("s2", DrawnPart.plain(480, 640)));

    send(event("wide", DrawnPart.plain(640, 480)));
    send(event("high", DrawnPart.plain(480, 640)));
    send(event("defect", DrawnPart.defect(640, 480)));

    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.NORMAL, Verdict.NORMAL, Verdict.ANOMALOUS);
    assertThat(results.get(0).residualMap().columns()).as("4:3").isEqualTo(15);
    assertThat(results.get(1).residualMap().columns()).as("3:4").isEqualTo(15);
    assertThat(results.get(2).viewedPart().view().fit()).isEqualTo(Fit.WHOLE);
    Region found =
        AlertCodec.parse(anomalies.readValue()).asOptional().orElseThrow().hottestRegion();
    assertThat(results.get(2).hottestRegion()).contains(found);
    assertThat(found.x()).isBetween(360, 440);
    assertThat(found.y()).isBetween(60, 140);
  }

  private static Shot shot(String id, EncodedImage image) {
    return new Shot(PRODUCT, id, image, StreamSamples.CAPTURE_TIME, "a test");
  }
}
