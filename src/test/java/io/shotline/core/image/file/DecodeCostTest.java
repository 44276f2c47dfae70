package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.testing.FlatJpeg;
import io.shotline.testing.FlatPng;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What decoding takes, by the header; the greatest figures are those that were measured. */
class DecodeCostTest {
  private static final int SIDE = 7000;
  private static final FlatJpeg JPEG = FlatJpeg.baseline(SIDE, SIDE);
  private static final int ROWS_MB = 30;

  static Stream<Arguments> files() {
    return Stream.of(
        // MB of the decoded pixels and of what the decoder keeps beside them.
        Arguments.of("baseline", JPEG.bytes(), 140),
        Arguments.of("baseline grey", JPEG.with(0x11).bytes(), 140),
        Arguments.of("baseline CMYK", JPEG.with(0x11, 0x11, 0x11, 0x11).bytes(), 140),
        Arguments.of("baseline, one scan for each component", JPEG.apart().bytes(), 280),
        Arguments.of("progressive", JPEG.asProgressive().bytes(), 280),
        Arguments.of(
            "progressive, all colours", JPEG.with(0x11, 0x11, 0x11).asProgressive().bytes(), 420),
        Arguments.of(
            "progressive CMYK", JPEG.with(0x11, 0x11, 0x11, 0x11).asProgressive().bytes(), 513),
        Arguments.of("grey PNG", new FlatPng(SIDE, SIDE, 0, 8, false).bytes(), 140),
        Arguments.of("RGB PNG", new FlatPng(SIDE, SIDE, 2, 8, true).bytes(), 140),
        Arguments.of("grey PNG with alpha", new FlatPng(SIDE, SIDE, 4, 8, false).bytes(), 187),
        Arguments.of("RGB PNG of 16 bits", new FlatPng(SIDE, SIDE, 2, 16, false).bytes(), 280),
        Arguments.of("RGBA PNG of 16 bits", new FlatPng(SIDE, SIDE, 6, 16, false).bytes(), 374));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void shouldBeWhatTheDecoderTakesAndSomeRows(String name, byte[] file, int megabytes) {
    assertThat(cost(file).bytes() >> 20)
        .as(name)
        .isBetween((long) megabytes, megabytes + ROWS_MB + 8L);
  }

  @Test
  void shouldBeLittleForSmallFiles() {
    for (String format : new String[] {"jpg", "bmp", "tiff"}) {
      assertThat(cost(Samples.image(format, 640, 480, Color.RED).bytes()).bytes())
          .as(format)
          .isBetween(640L * 480 * 3, 4L << 20);
    }
  }

  @Test
  void shouldCountTextsOfPngFilesThatTheDecoderUnfolds() {
    byte[] png = Samples.image("png", 9, 7, Color.RED).bytes();
    byte[] twice = MarkedFiles.pngBehind(MarkedFiles.pngBefore(png, "zTXt", png), "iTXt", png);

    assertThat(cost(twice).bytes() - cost(png).bytes()).isBetween(16L << 20, 17L << 20);
  }

  @Test
  void shouldRefuseWhatTheMemoryHasNoRoomForWithFormatSizeAndRemedy() {
    byte[] cmyk = JPEG.with(0x11, 0x11, 0x11, 0x11).asProgressive().bytes();

    Rejection rejection = ImageLimits.DEFAULT.check(new EncodedImage(cmyk)).orElseThrow();
    assertThat(rejection.reason()).isEqualTo(Rejection.Reason.TOO_MANY_PIXELS);
    assertThat(rejection.detail())
        .startsWith("progressive JPEG of 4 components, 7000 x 7000 pixels: decoding it takes ")
        .contains("the limit is 512 MB")
        .endsWith("or set --decode-memory " + ((cost(cmyk).bytes() >> 20) + 1) + "MB");
    long enough = cost(cmyk).bytes();
    assertThat(new ImageLimits(1 << 24, 50_000_000, enough).check(new EncodedImage(cmyk)))
        .isEmpty();
  }

  @Test
  void shouldHaveRoomForAllButCmykAtTheLimitOfPixels() {
    files()
        .filter(file -> !file.get()[0].equals("progressive CMYK"))
        .forEach(
            file ->
                assertThat(ImageLimits.DEFAULT.check(new EncodedImage((byte[]) file.get()[1])))
                    .as("%s", file.get()[0])
                    .isEmpty());
  }

  private static DecodeCost cost(byte[] file) {
    return DecodeCost.of(new EncodedImage(file), ImageHeader.read(file).orElseThrow());
  }
}
