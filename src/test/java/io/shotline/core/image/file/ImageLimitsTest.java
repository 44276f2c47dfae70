package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageLimitsTest {
  private static final ImageLimits LIMITS = new ImageLimits(20_000, 10_000);

  @Test
  void shouldLetAnImageAtTheLimitPass() {
    EncodedImage image = Samples.image("bmp", 80, 80, Color.BLUE);
    EncodedImage square = Samples.image("png", 100, 100, Color.BLUE);

    assertThat(new ImageLimits(image.length(), 6400).check(image)).isEmpty();
    assertThat(LIMITS.check(square)).isEmpty();
  }

  @Test
  void shouldRefuseAnEmptyImage() {
    assertRefused(new EncodedImage(new byte[0]), Reason.EMPTY_IMAGE, "0 bytes");
  }

  @Test
  void shouldRefuseTooManyBytes() {
    EncodedImage image = new EncodedImage(new byte[20_001]);

    assertRefused(
        image,
        Reason.TOO_MANY_BYTES,
        "20001 bytes, the limit is 20000 bytes; compress it, or set --max-image 1MB");
  }

  @Test
  void shouldRefuseTooManyPixels() {
    EncodedImage image = Samples.image("png", 101, 100, Color.BLUE);

    assertRefused(
        image,
        Reason.TOO_MANY_PIXELS,
        "101 x 100 pixels announced, the limit is 10000 pixels; scale it down, or set"
            + " --max-image-megapixels 1");
  }

  @Test
  void shouldNameWhatTheOptionsTakeAtMostWhereTheyDoNotHelp() {
    assertThat(LIMITS.check(new EncodedImage(new byte[(30 << 20) + 1])).orElseThrow().detail())
        .endsWith("compress it, or scale it down: --max-image takes no more than 30MB");
    assertThat(LIMITS.check(Samples.pngHeader(30_000, 30_000)).orElseThrow().detail())
        .endsWith("scale it down: --max-image-megapixels takes no more than 500");
  }

  @Test
  void shouldCallAFileDamagedThatBeginsAsAnImageAndHasNoHeader() throws Exception {
    String[] formats = {"PNG", "JPEG", "BMP", "TIFF"};
    for (String format : formats) {
      byte[] whole = Samples.image(format, 80, 80, Color.BLUE).bytes();
      EncodedImage cut = new EncodedImage(Arrays.copyOf(whole, 20));
      assertRefused(cut, Reason.UNDECODABLE_IMAGE, format + " file whose header is cut short");
    }
    assertRefused(
        new EncodedImage("BMW has no header of a bitmap".getBytes(StandardCharsets.US_ASCII)),
        Reason.NOT_AN_IMAGE,
        "42 4d 57");
  }

  @Test
  void shouldRefuseADecompressionBombByDefault() {
    assertThat(ImageLimits.DEFAULT.check(Samples.pngHeader(30_000, 30_000)))
        .hasValueSatisfying(r -> assertThat(r.reason()).isEqualTo(Reason.TOO_MANY_PIXELS));
  }

  @Test
  void shouldRefuseAStripThatBlowsUpWhenScaled() {
    assertRefused(Samples.pngHeader(1, 1000), Reason.UNSUPPORTED_IMAGE, "1 x 1000 pixels");
    assertRefused(Samples.pngHeader(2000, 2), Reason.UNSUPPORTED_IMAGE, "2000 x 2 pixels");
    assertThat(LIMITS.check(Samples.pngHeader(1, 999))).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoImageAndShowHowItBegins() {
    EncodedImage text = new EncodedImage("hello".getBytes(StandardCharsets.US_ASCII));

    assertRefused(text, Reason.NOT_AN_IMAGE, "68 65 6c 6c 6f");
  }

  @Test
  void shouldRefuseAVariantThatCannotBeReadExactly() {
    BufferedImage palette = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);

    assertRefused(Samples.encode(palette, "bmp"), Reason.UNSUPPORTED_IMAGE, "1 bits per pixel");
  }

  @Test
  void shouldNotLookAtPixels() {
    byte[] whole = Samples.grey(9).bytes();

    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(Arrays.copyOf(whole, 33)))).isEmpty();
  }

  @Test
  void shouldNameLimitsThatMakeNoSense() {
    assertThatThrownBy(() -> new ImageLimits(0, 7)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> new ImageLimits(7, 0)).hasMessageContaining("0 px");
    assertThatThrownBy(() -> new ImageLimits(7, 7, 0)).hasMessageContaining("0 bytes for decoding");
  }

  private static void assertRefused(EncodedImage image, Reason reason, String detail) {
    Rejection rejection = LIMITS.check(image).orElseThrow();
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.detail()).contains(detail);
  }
}
