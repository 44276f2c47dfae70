package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.CardFit;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.testing.Samples;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files to upright pixels, through a loaded model. */
class ImageFileGraphTest {
  private static SavedModelScorer model;

  @BeforeAll
  static void load() {
    model = Reference.miniModel();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "png, 5, 3", // RGB
    "bmp, 5, 3", // RGB
    "png, 10, 3", // grey
    "bmp, 10, 3", // grey
    "png, 6, 4" // RGB and alpha
  })
  void shouldGiveTheLevelsOfTheFile(String format, int type, int channels) throws Exception {
    BufferedImage image = noise(type, 37, 23);
    EncodedImage file = Samples.encode(image, format);

    try (Pixels pixels = model.decode(file, header(file), null)) {
      assertThat(pixels.size()).isEqualTo(new ImageSize(37, 23));
      assertThat(pixels.channels()).isEqualTo(channels);
      byte[] row = new byte[37 * channels];
      for (int y = 0; y < 23; y++) {
        pixels.readRow(y, row);
        for (int i = 0; i < row.length; i++) {
          int channel = i % channels;
          int[] stored = image.getRaster().getPixel(i / channels, y, (int[]) null);
          int level = stored[Math.min(channel, stored.length - 1)];
          assertThat(row[i] & 0xFF).as("row %d, byte %d", y, i).isEqualTo(level);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldGiveTheModelThePixelsOfAnImageStoredUpright(int orientation) throws Exception {
    EncodedImage file = Samples.encode(noise(BufferedImage.TYPE_3BYTE_BGR, 64, 40), "png");
    ImageHeader stored = header(file);
    ImageSize size = orientation < 5 ? stored.size() : stored.size().turned();
    ImageHeader turned = new ImageHeader(stored.format(), size, orientation, stored.samples(), "");
    CardFit fit = new CardFit(model);
    try (Pixels pixels = model.decode(file, turned, null)) {
      assertThat(pixels.size()).isEqualTo(size);
      EncodedImage upright = Samples.encode(image(pixels), "png");
      assertThat(fit.fit(pixels).pixels()).isEqualTo(fit.read(upright).pixels());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp"})
  void shouldRefuseAFileThatIsCutShort(String format) {
    byte[] whole = Samples.encode(noise(BufferedImage.TYPE_3BYTE_BGR, 64, 40), format).bytes();
    EncodedImage cut = new EncodedImage(Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> model.decode(cut, header(cut), null))
        .isInstanceOf(UndecodableImageException.class);
  }

  @Test
  void shouldRefuseAFileThatIsNoImage() {
    EncodedImage text = new EncodedImage(new byte[] {'t', 'e', 'x', 't'});

    assertThatThrownBy(() -> new CardFit(model).read(text))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("not a JPEG, PNG, BMP or TIFF file");
  }

  private static ImageHeader header(EncodedImage file) {
    return ImageHeader.read(file.bytes()).orElseThrow();
  }

  private static BufferedImage noise(int type, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(5);
    int[] levels = new int[image.getRaster().getNumBands()];
    for (int i = 0; i < width * height; i++) {
      Arrays.setAll(levels, band -> random.nextInt(256));
      image.getRaster().setPixel(i % width, i / width, levels);
    }
    return image;
  }

  private static BufferedImage image(Pixels pixels) {
    ImageSize size = pixels.size();
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] row = new byte[size.width() * 3];
    for (int y = 0; y < size.height(); y++) {
      pixels.readRow(y, row);
      for (int i = 0; i < row.length; i++) {
        image.getRaster().setSample(i / 3, y, i % 3, row[i] & 0xFF);
      }
    }
    return image;
  }
}
