package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.ShrinkingMode.OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.RefusalLog;
import io.shotline.kafka.SentRecord;
import io.shotline.tensorflow.Reference;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.Samples;
import io.shotline.testing.StreamSamples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Broken files of every kind that is read, with the real model: its decoders refuse them or make
 * pixels of them, and neither ends the stream nor the process.
 */
class ImageFilesFuzzTest {
  private static final class Scoring extends ScoringDriver<SavedModelScorer> {
    Scoring() {
      super(Reference.miniModel());
    }
  }

  private static final Scoring SCORING = new Scoring();
  private static final EncodedImage GOOD = Reference.image("normal_rgb_64x48.png");

  @BeforeContainer
  static void open() {
    RefusalLog.mute();
    SCORING.open(Path.of("target", "fuzz", "files"));
    SCORING.add(new Shot(PRODUCT, "good", GOOD, StreamSamples.SHOT_TIME, "a test"));
  }

  @AfterContainer
  static void close() {
    RefusalLog.unmute();
    SCORING.close();
    SCORING.model.close();
  }

  @Property(tries = 400, shrinking = OFF, edgeCases = NONE)
  void shouldScoreOrRefuseBrokenFiles(@ForAll("files") byte[] file) {
    SCORING.send(event("broken-" + SCORING.sent, new EncodedImage(file)));
    SCORING.add(
        new Shot(PRODUCT, "broken", new EncodedImage(file), StreamSamples.SHOT_TIME, "a test"));
    String good = "good-" + SCORING.sent;
    SCORING.send(event(good, GOOD));

    List<ScoredImage> scores = SCORING.scoredImages();
    assertThat(scores.size() + SCORING.deadLetters.readRecordsToList().size()).isEqualTo(2);
    ScoredImage last = scores.get(scores.size() - 1);
    assertThat(last.eventId()).isEqualTo(good);
    assertThat(last.score()).isLessThan(0.01);
    assertThat(last.shotIds()).contains("good");
    assertThat(scores).allMatch(image -> image.score() >= 0 && image.score() <= 1);
  }

  @Provide
  Arbitrary<byte[]> files() throws IOException {
    BufferedImage plate = ImageIO.read(new ByteArrayInputStream(GOOD.bytes()));
    BufferedImage grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(plate, 0, 0, null);
    BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_4BYTE_ABGR);
    clear.getGraphics().drawImage(plate, 0, 0, null);
    BufferedImage palette = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED);
    palette.getGraphics().drawImage(plate, 0, 0, null);
    BufferedImage deep = new BufferedImage(64, 48, BufferedImage.TYPE_USHORT_GRAY);
    deep.getGraphics().drawImage(plate, 0, 0, null);
    List<byte[]> whole =
        List.of(
            GOOD.bytes(),
            Samples.encode(clear, "png").bytes(),
            Samples.encode(palette, "png").bytes(),
            Samples.encode(plate, "jpg").bytes(),
            Samples.encode(grey, "jpg").bytes(),
            progressive(plate),
            Samples.encode(plate, "bmp").bytes(),
            Samples.encode(plate, "tiff").bytes(),
            Samples.encode(deep, "tiff").bytes(),
            Samples.encode(deep, "png").bytes(),
            Samples.encode(grey, "bmp").bytes());
    return SentRecord.changed(Arbitraries.of(whole));
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writer.setOutput(ImageIO.createImageOutputStream(file));
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    writer.write(null, new IIOImage(image, null, null), parameters);
    writer.dispose();
    return file.toByteArray();
  }
}
