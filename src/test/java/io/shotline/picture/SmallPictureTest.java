package io.shotline.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.Allocation;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPictureTest {
  private final SmallPicture pictures = new SmallPicture(ImageLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({"2000, 1000, 640, 320", "300, 900, 213, 640", "100, 50, 100, 50"})
  void shouldShrinkTheLongerSideAndNeverEnlarge(
      int width, int height, int thenWidth, int thenHeight) throws IOException {
    BufferedImage drawn = read(pictures.of(Samples.image("jpg", width, height, Color.RED), 640));

    assertThat(drawn.getWidth()).isEqualTo(thenWidth);
    assertThat(drawn.getHeight()).isEqualTo(thenHeight);
    assertThat(new Color(drawn.getRGB(5, 5)).getRed()).isGreaterThan(240);
    assertThat(new Color(drawn.getRGB(5, 5)).getGreen()).isLessThan(15);
  }

  @Test
  void shouldStayWithinItsMemoryForManyPixels() throws Exception {
    EncodedImage large = Samples.image("jpg", 9000, 5000, Color.RED);

    // Read whole, 45 megapixels take 135 MB.
    assertThat(Allocation.of(() -> pictures.of(large, 640))).isLessThan(60L << 20);
  }

  @Test
  void shouldTurnTheImageUprightAndHandOutNothingButPixels() throws IOException {
    byte[] exif = TiffFile.exif(ByteOrder.BIG_ENDIAN, 6);
    byte[] file = MarkedFiles.jpeg(Samples.image("jpg", 200, 100, Color.RED).bytes(), exif);
    byte[] secret = "\u00ff\u00fe\0\u0010secret-of-line".getBytes(ISO_8859_1);
    EncodedImage drawn = pictures.of(new EncodedImage(MarkedFiles.inserted(file, 2, secret)), 640);

    assertThat(read(drawn).getWidth()).isEqualTo(100);
    assertThat(new String(drawn.bytes(), ISO_8859_1)).doesNotContain("secret", "Exif");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void shouldDrawEveryKindOfPixels(int type) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, type);

    assertThat(read(pictures.of(Samples.encode(image, "png"), 640)).getWidth()).isEqualTo(40);
  }

  @Test
  void shouldSayWhyAnImageCannotBeDrawn() {
    EncodedImage bomb = Samples.pngHeader(60_000, 60_000);

    assertThatThrownBy(() -> pictures.of(bomb, 640))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("60000 x 60000 pixels announced");
    assertThatThrownBy(() -> pictures.of(new EncodedImage(new byte[50]), 640))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a JPEG");
    assertThatThrownBy(() -> pictures.of(Samples.cutShort(), 640))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be drawn");
  }

  private static BufferedImage read(EncodedImage jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg.bytes()));
  }
}
