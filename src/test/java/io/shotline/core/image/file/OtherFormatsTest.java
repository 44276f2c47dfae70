package io.shotline.core.image.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OtherFormatsTest {
  private static final String REST = "\0".repeat(150);

  static Stream<Arguments> begins() {
    return Stream.of(
        Arguments.of("GIF89a", "a GIF file"),
        Arguments.of("RIFF....WEBPVP8 ", "a WebP file"),
        Arguments.of("\0\0\0\u0018ftypheic", "an HEIC file"),
        Arguments.of("\0\0\0\u0018ftypmif1....mif1heic", "an HEIC file"),
        Arguments.of("\0\0\0\u0018ftypmif1....mif1avif", "an AVIF file"),
        Arguments.of("\0\0\0\u0018ftypavif", "an AVIF file"),
        Arguments.of("\0\0\0\u0018ftypcrx ", "a CR3 file"),
        Arguments.of("\0\0\0\u0018ftypisom", "an MP4 video"),
        Arguments.of("\u00ff\n", "a JPEG XL file"),
        Arguments.of("\u00ff\u00d8\u00ff\u00f7", "a JPEG-LS file"),
        Arguments.of("8BPS", "a PSD file"),
        Arguments.of("%PDF-1.7", "a PDF file"),
        Arguments.of("II+\0", "a BigTIFF file"),
        Arguments.of("IIRO", "an ORF file"),
        Arguments.of("FUJIFILMCCD-RAW", "an RAF file"),
        Arguments.of("<?xml version='1.0'?>\n<svg", "an SVG file"),
        Arguments.of("P5\n640 480\n255\n", "a Netpbm file"));
  }

  @ParameterizedTest
  @MethodSource("begins")
  void shouldRefuseEveryOtherFormatByItsName(String begin, String name) {
    assertThat(refusal(begin + REST).reason()).isEqualTo(Reason.UNSUPPORTED_IMAGE);
    assertThat(refusal(begin + REST).detail())
        .startsWith(name)
        .contains("; ")
        .endsWith("PNG, JPEG, BMP or TIFF");
  }

  @Test
  void shouldKeepTheFirstBytesOfWhatNobodyKnows() {
    assertThat(refusal("PK\u0003\u0004").reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    assertThat(refusal("PK\u0003\u0004").detail())
        .isEqualTo("not a JPEG, PNG, BMP or TIFF file; it begins with 50 4b 03 04");
  }

  @Property
  void shouldNeverThrow(@ForAll @Size(max = 40) byte[] bytes) {
    assertThat(OtherFormats.refusal(bytes)).isNotNull();
    byte[] brands = new byte[bytes.length + 8];
    System.arraycopy("\u00ff\u00ff\u00ff\u00ffftyp".getBytes(ISO_8859_1), 0, brands, 0, 8);
    System.arraycopy(bytes, 0, brands, 8, bytes.length);
    assertThat(OtherFormats.refusal(brands)).isPresent();
  }

  private static Rejection refusal(String file) {
    return ImageLimits.DEFAULT.check(new EncodedImage(file.getBytes(ISO_8859_1))).orElseThrow();
  }
}
