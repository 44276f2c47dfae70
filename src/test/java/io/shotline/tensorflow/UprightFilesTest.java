package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;

/** An image that is stored in any way that EXIF knows comes out as the upright one. */
class UprightFilesTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final ImageFileGraph FILES = new ImageFileGraph(ConfigProto.getDefaultInstance());

  @AfterAll
  static void close() {
    FILES.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldGiveTheUprightPixels(int orientation) throws Exception {
    BufferedImage stored = stored(orientation);
    byte[] exif = TiffFile.exif(ByteOrder.BIG_ENDIAN, orientation);
    byte[] png = Samples.encode(stored, "png").bytes();
    byte[] tiff =
        TiffFile.image(stored.getWidth(), stored.getHeight(), 8, 3)
            .with(274, orientation)
            .strips(5, strips(stored))
            .bytes();

    assertThat(pixels(MarkedFiles.pngBehind(png, "eXIf", exif))).isEqualTo(upright());
    assertThat(pixels(tiff)).isEqualTo(upright());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldGiveTheUprightPixelsOfAJpegToItsNoise(int orientation) throws Exception {
    byte[] jpeg = Samples.encode(stored(orientation), "jpg").bytes();
    byte[] exif = TiffFile.exif(ByteOrder.LITTLE_ENDIAN, orientation);

    byte[] pixels = pixels(MarkedFiles.jpeg(jpeg, exif));

    double difference = 0;
    for (int i = 0; i < pixels.length; i++) {
      difference += Math.abs((pixels[i] & 0xFF) - (upright()[i] & 0xFF));
    }
    assertThat(difference / pixels.length).isLessThan(4);
  }

  @Test
  void shouldGiveTheUprightPixelsOfTheReference() throws Exception {
    Path folder = Path.of("../shared/cases/orientation");
    Assumptions.assumeTrue(Files.exists(folder));

    assertThat(pixels(Files.readAllBytes(folder.resolve("rot_orientation6.png"))))
        .isEqualTo(pixels(Files.readAllBytes(folder.resolve("upright.png"))));
  }

  /** A frame of another size behind junk that hides it from nobody. */
  @Test
  void shouldGiveTheSizeThatTheHeaderTold() throws Exception {
    Path file = Path.of("../shared/cases/markers/ff00_1000x1000_says_640x480.jpg");
    Assumptions.assumeTrue(Files.exists(file));

    assertThat(pixels(Files.readAllBytes(file))).hasSize(1000 * 1000 * 3);
  }

  @ParameterizedTest
  @CsvSource({"48,31", "47,32"})
  void shouldRefusePixelsOfAnotherSizeThanWasAnnounced(int width, int height) {
    byte[] file = Samples.encode(stored(1), "png").bytes();
    ImageHeader header = ImageHeader.read(file).orElseThrow();
    ImageHeader other =
        new ImageHeader(header.format(), new ImageSize(width, height), 1, header.samples(), "");

    assertThatExceptionOfType(UndecodableImageException.class)
        .isThrownBy(() -> FILES.decode(new EncodedImage(file), other, null))
        .withMessageContaining("announces " + width + " x " + height);
  }

  private static byte[] pixels(byte[] file) throws UndecodableImageException {
    return DecodedFile.upright(FILES, file, null);
  }

  private static int level(int x, int y, int colour) {
    return colour == 0 ? 5 * x : colour == 1 ? 7 * y : 2 * x + y;
  }

  private static byte[] upright() {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) level(i / 3 % WIDTH, i / 3 / WIDTH, i % 3);
    }
    return pixels;
  }

  /** Exif 2.32, table 6: where the first row and the first column are seen. */
  private static BufferedImage stored(int orientation) {
    boolean sideways = orientation >= 5;
    int width = sideways ? HEIGHT : WIDTH;
    int height = sideways ? WIDTH : HEIGHT;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int x = sideways ? row : column;
        int y = sideways ? column : row;
        boolean fromRight =
            orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean fromBottom =
            orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int seenX = fromRight ? WIDTH - 1 - x : x;
        int seenY = fromBottom ? HEIGHT - 1 - y : y;
        image.setRGB(
            column,
            row,
            level(seenX, seenY, 0) << 16 | level(seenX, seenY, 1) << 8 | level(seenX, seenY, 2));
      }
    }
    return image;
  }

  private static byte[][] strips(BufferedImage image) {
    byte[][] strips = new byte[(image.getHeight() + 4) / 5][];
    for (int strip = 0; strip < strips.length; strip++) {
      int rows = Math.min(5, image.getHeight() - 5 * strip);
      strips[strip] = new byte[rows * image.getWidth() * 3];
      for (int i = 0; i < strips[strip].length; i++) {
        int pixel = i / 3;
        int rgb = image.getRGB(pixel % image.getWidth(), 5 * strip + pixel / image.getWidth());
        strips[strip][i] = (byte) (rgb >> 16 - 8 * (i % 3));
      }
    }
    return strips;
  }
}
