package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {
  private static final byte[] JPEG = Samples.image("jpg", 33, 17, Color.RED).bytes();
  private static final String SMALL_FRAME = "ffc00011080001000103011100021101031101";

  /**
   * Stuffed zeros, bytes and markers without a segment come before a segment that hides a frame.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff000006fffe0015",
        "ffff00fffe0015",
        "ff001234fffe0015",
        "fffe000212fffe0015",
        "ff01fffe0015",
        "ff55fffe0015",
        "fffe0001fffe0015",
        "ffd0ffe50015"
      })
  void shouldRefuseWhatReadersDisagreeAbout(String before) {
    byte[] file = MarkedFiles.inserted(JPEG, 2, hex(before + SMALL_FRAME));
    ImageHeader header = ImageHeader.read(file).orElseThrow();

    assertThat(header.size()).isEqualTo(new ImageSize(33, 17));
    assertThat(header.unsupported())
        .startsWith("JPEG with ")
        .contains("before its pixels; save it anew");
  }

  @ParameterizedTest
  @CsvSource({
    "ffc00011080001000103011100021101031101, a second frame",
    "ffd8, a marker out of place",
    "ffc0000c08000100010101110000, a frame of the wrong length"
  })
  void shouldRefuseMoreThanOneFrame(String segment, String why) {
    byte[] file = MarkedFiles.inserted(JPEG, JPEG.length - 2, hex("ffd9"));
    int frame = HexFormat.of().formatHex(file).indexOf("ffc0") / 2;
    byte[] twice = MarkedFiles.inserted(file, frame, hex(segment));

    assertThat(ImageHeader.read(twice))
        .isPresent()
        .get()
        .extracting(ImageHeader::unsupported)
        .asString()
        .contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ffff", "fffe0015" + SMALL_FRAME, "fffe0002", "ffff" + "fffe0002"})
  void shouldReadWellFormedSegments(String before) {
    byte[] file = MarkedFiles.inserted(JPEG, 2, hex(before));

    assertThat(ImageHeader.read(file).orElseThrow().size()).isEqualTo(new ImageSize(33, 17));
    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ffc3,8,lossless", "ffc1,12,12 bits", "ffc1,16,16 bits"})
  void shouldNameTheKindsThatAreNotRead(String marker, int precision, String why) {
    String bits = HexFormat.of().toHexDigits((byte) precision);
    byte[] file = hex("ffd8" + marker + "000b" + bits + "0011002101011100");

    assertThat(ImageHeader.read(file).orElseThrow().unsupported()).contains(why, "save it");
  }

  @Test
  void shouldRefuseTheFileThatShowsAnotherFrameThanItHas() throws Exception {
    Path file = Path.of("../shared/cases/markers/ff00_1000x1000_says_640x480.jpg");
    Assumptions.assumeTrue(Files.exists(file));

    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(Files.readAllBytes(file))).orElseThrow())
        .hasToString(
            "UNSUPPORTED_IMAGE: JPEG with bytes outside of its segments at byte 2, before its"
                + " pixels; save it anew");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
