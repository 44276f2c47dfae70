package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;

/** Files of 10, 12, 14 and 16 bits give the pixels of the file of 8 bits. */
class DeepFilesTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 21;
  private static final int[] LEVELS = new Random(7).ints(WIDTH * HEIGHT, 0, 256).toArray();
  private static final ImageFileGraph FILES = new ImageFileGraph(ConfigProto.getDefaultInstance());

  @AfterAll
  static void close() {
    FILES.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 14, 16})
  void shouldGiveTheLevelsOfTheViewsDepth(int bits) throws Exception {
    assertThat(pixels(png(deep(bits)), bits)).isEqualTo(grey(LEVELS));
    assertThat(pixels(tiff(deep(bits), 16), bits)).isEqualTo(grey(LEVELS));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 12, 14, 16})
  void shouldGiveTheLevelsOfTheFilesDepth(int bits) throws Exception {
    byte[] png = MarkedFiles.pngBefore(png(deep(bits)), "sBIT", new byte[] {(byte) bits});
    byte[] tiff = image(deep(bits), 16).with(281, (1 << bits) - 1).bytes();

    assertThat(pixels(png, null)).isEqualTo(grey(LEVELS));
    assertThat(pixels(tiff, null)).isEqualTo(grey(LEVELS));
    assertThat(pixels(tiff(deep(bits), bits), null)).isEqualTo(grey(LEVELS));
    assertThat(usedBits(png)).isEmpty();
    assertThat(usedBits(tiff(deep(Math.min(bits, 14)), Math.min(bits, 14)))).isEmpty();
  }

  /** PNG, 13.12: samples are to be scaled to all bits of the file. */
  @Test
  void shouldNotShiftSamplesThatWereScaled() throws Exception {
    int[] dark = new int[LEVELS.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = LEVELS[i] / 32;
    }
    int[] scaled = new int[dark.length];
    for (int i = 0; i < dark.length; i++) {
      scaled[i] = dark[i] << 8;
    }

    byte[] bright = MarkedFiles.pngBefore(png(deep(16)), "sBIT", new byte[] {12});
    byte[] darkened = MarkedFiles.pngBefore(png(scaled), "sBIT", new byte[] {12});

    assertThat(pixels(bright, null)).isEqualTo(grey(LEVELS));
    assertThat(pixels(darkened, null)).isEqualTo(grey(dark));
  }

  /** 8 bits shifted by 4 are of 12 bits, or of a dark image of 16: nobody can tell. */
  @Test
  void shouldNotGuessTheDepthOfSamplesWithoutHighAndLowBits() throws Exception {
    int[] shifted = Arrays.stream(LEVELS).map(level -> level << 4).toArray();
    byte[] png = MarkedFiles.pngBefore(png(shifted), "sBIT", new byte[] {12});

    assertThat(usedBits(png)).hasValue(12);
    assertThat(pixels(png, 12)).isEqualTo(grey(LEVELS));
  }

  @ParameterizedTest
  @CsvSource({"10,10", "11,12", "12,12", "13,14", "16,16"})
  void shouldTellTheLeastDepthWhereNobodySaysIt(int bits, int used) throws Exception {
    assertThat(usedBits(png(deep(bits)))).hasValue(used);
    assertThat(usedBits(tiff(deep(bits), 16))).hasValue(used);
    assertThat(pixels(png(deep(bits)), null)).isEqualTo(pixels(png(deep(bits)), 16));
  }

  @Test
  void shouldNotGuessTheDepthOfEightBits() throws Exception {
    assertThat(usedBits(Samples.grey(3).bytes())).isEmpty();
    assertThat(usedBits(tiff(LEVELS, 8))).isEmpty();
  }

  @Test
  void shouldRefuseSamplesThatTheViewsDepthCannotHold() {
    assertThatExceptionOfType(UndecodableImageException.class)
        .isThrownBy(() -> pixels(png(deep(12)), 10))
        .withMessage(
            "samples use 12 bits, but the view says 10; set bits to 16, or leave them out");
  }

  @Test
  void shouldReadColoursWithAlpha() throws Exception {
    int[] samples = {0x1234, 0x5678, 0x9ABC, 0x8000, 0xFF00, 0x00FF, 0x0100, 0xFFFF};
    byte[] file =
        TiffFile.image(2, 1, 16, 4).with(338, 2).strips(1, TiffFile.packed(samples, 8, 16)).bytes();

    assertThat(pixels(file, null))
        .isEqualTo(new byte[] {0x12, 0x56, (byte) 0x9A, (byte) 0x80, -1, 0, 1, -1});
  }

  @ParameterizedTest
  @CsvSource({"normal-10bit.png,10", "scratch-10bit.png,10", "scratch-12bit.png,12"})
  void shouldTellTheDepthOfTheReference(String name, int bits) throws Exception {
    Path file = Path.of("../shared/cases/depth", name);
    Assumptions.assumeTrue(Files.exists(file));

    assertThat(usedBits(Files.readAllBytes(file))).hasValue(bits);
  }

  /** The levels with noise below them, the greatest sample among them. */
  private static int[] deep(int bits) {
    Random noise = new Random(bits);
    int[] deep = new int[LEVELS.length];
    for (int i = 0; i < deep.length; i++) {
      deep[i] = LEVELS[i] << bits - 8 | noise.nextInt(1 << bits - 8);
    }
    return deep;
  }

  private static byte[] png(int[] samples) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, samples);
    return Samples.encode(image, "png").bytes();
  }

  private static byte[] tiff(int[] samples, int bits) {
    return image(samples, bits).bytes();
  }

  private static TiffFile image(int[] samples, int bits) {
    return TiffFile.image(WIDTH, HEIGHT, bits, 1)
        .strips(HEIGHT, TiffFile.packed(samples, WIDTH, bits));
  }

  private static byte[] grey(int[] levels) {
    byte[] pixels = new byte[3 * levels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i / 3];
    }
    return pixels;
  }

  private static byte[] pixels(byte[] file, @Nullable Integer bits)
      throws UndecodableImageException {
    return DecodedFile.upright(FILES, file, bits);
  }

  private static OptionalInt usedBits(byte[] file) throws UndecodableImageException {
    try (Pixels pixels = DecodedFile.open(FILES, file, null)) {
      return pixels.usedBits();
    }
  }
}
