package io.shotline.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.SampleScores;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures for people who may see an image, but not what else its file says. */
class MarkedPicturesTest {
  private static final String OWNER = "Owner-Erika-Mustermann-4711";
  private static final int SIX = 6;

  private final MarkedPictures images = new MarkedPictures();

  @Test
  void shouldPassNothingButUprightPixelsOn() throws Exception {
    EncodedImage jpeg = new EncodedImage(MarkedFiles.jpeg(encoded("jpeg"), exif()));
    assertThat(text(jpeg.bytes())).contains(OWNER);

    byte[] plain = PlainPicture.jpeg(jpeg, 1000);

    assertThat(text(plain)).doesNotContain(OWNER, "Exif");
    BufferedImage upright = decoded(plain);
    assertThat(upright.getWidth()).isEqualTo(240);
    assertThat(upright.getHeight()).isEqualTo(320);
    assertThat(new Color(upright.getRGB(200, 50)).getGreen()).isGreaterThan(200);
    assertThat(new Color(upright.getRGB(40, 50)).getGreen()).isLessThan(50);
  }

  @Test
  void shouldPassNoTextOfAPngOnNorItsAlpha() throws Exception {
    BufferedImage clear = new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB);
    byte[] png = Samples.encode(clear, "png").bytes();
    byte[] marked = MarkedFiles.pngBehind(png, "tEXt", ("Author\0" + OWNER).getBytes(US_ASCII));

    byte[] plain = PlainPicture.jpeg(new EncodedImage(marked), 1000);

    assertThat(text(plain)).doesNotContain(OWNER);
    assertThat(decoded(plain).getWidth()).isEqualTo(20);
  }

  @Test
  void shouldMarkAnAlertInAPngThatHoldsNothingElse() throws Exception {
    ScoredImage result = SampleScores.image("cap", "camera-1", 0.5);
    EncodedImage image = new EncodedImage(MarkedFiles.jpeg(encoded("jpeg"), exif()));

    byte[] png = images.png(image, result);

    assertThat(text(png)).startsWith("\u0089PNG").doesNotContain(OWNER, "eXIf", "tEXt");
    BufferedImage marked = decoded(png);
    assertThat(marked.getWidth()).isEqualTo(400);
    boolean hasFrame = false;
    boolean hasWhite = false;
    for (int x = 0; x < marked.getWidth(); x++) {
      Color pixel = new Color(marked.getRGB(x, 1));
      hasFrame |= pixel.getRed() > 200 && pixel.getBlue() < 50;
      Color below = new Color(marked.getRGB(x, 20));
      hasWhite |= below.getRed() > 200 && below.getGreen() > 200 && below.getBlue() > 200;
    }
    assertThat(hasFrame).isTrue();
    // The frame's own heat is red.
    assertThat(hasWhite).isTrue();
  }

  @Test
  void shouldSayWhyAnImageCannotBeDrawn() {
    EncodedImage none = new EncodedImage("no image".getBytes(US_ASCII));

    assertThatThrownBy(() -> images.png(none, SampleScores.image("cap", "camera-1", 0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be drawn");
  }

  /** Blue, and green in its upper half. */
  private static byte[] encoded(String format) throws IOException {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        image.setRGB(x, y, y < 120 ? Color.GREEN.getRGB() : Color.BLUE.getRGB());
      }
    }
    return Samples.encode(image, format).bytes();
  }

  private static BufferedImage decoded(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static String text(byte[] file) {
    return new String(file, ISO_8859_1);
  }

  private static byte[] exif() {
    byte[] fields = TiffFile.exif(ByteOrder.BIG_ENDIAN, SIX);
    byte[] all = Arrays.copyOf(fields, fields.length + OWNER.length());
    System.arraycopy(OWNER.getBytes(US_ASCII), 0, all, fields.length, OWNER.length());
    return all;
  }
}
