package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.testing.FlatJpeg;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whether a JPEG file has the data of all its pixels. */
class JpegDataTest {
  private static final byte[] COLOUR = noise(BufferedImage.TYPE_INT_RGB);
  private static final byte[] GREY = noise(BufferedImage.TYPE_BYTE_GRAY);
  private static final byte[] END = {-1, (byte) 0xD9};

  /** Three units of one block, of codes of one bit. */
  private static final String RESTARTED =
      "ffd8ffc0000b080008001801011100ffc40014000100000000000000000000000000000000"
          + "ffc40014100100000000000000000000000000000000ffdd00040001ffda0008010100003f00";

  @Test
  void shouldFindNothingInWholeFiles() {
    FlatJpeg flat = FlatJpeg.baseline(77, 55);

    assertThat(
            List.of(
                COLOUR,
                GREY,
                flat.bytes(),
                flat.with(0x44, 0x11, 0x11).bytes(),
                flat.with(0x21, 0x11, 0x11, 0x21).bytes(),
                flat.with(0x22).bytes(),
                hex(RESTARTED + "3fffd03fffd13fffd9")))
        .allSatisfy(file -> assertThat(JpegData.doubts(file)).isEmpty());
  }

  @Test
  void shouldSayNothingOfOtherKinds() {
    FlatJpeg flat = FlatJpeg.baseline(640, 480);

    assertThat(JpegData.doubts(cut(flat.asProgressive().bytes(), 700))).isEmpty();
    assertThat(JpegData.doubts(cut(flat.apart().bytes(), 700))).isEmpty();
  }

  @Property(tries = 200)
  void shouldSeeThatTheEndIsLost(@ForAll @IntRange(max = 1000) int place) {
    int data = COLOUR.length - 700;
    byte[] file = cut(COLOUR, 700 + place * (data - 10) / 1000);

    assertThat(JpegData.doubts(file))
        .singleElement()
        .asString()
        .contains("DAMAGED", "its data ends after ", " of 48 blocks");
  }

  @Test
  void shouldSeeWhichPieceIsLost() {
    byte[] lost = MarkedFiles.inserted(Arrays.copyOf(COLOUR, 2000), 2000, behind(COLOUR, 4000));

    assertThat(JpegData.doubts(lost)).hasSize(1);
    assertThat(JpegData.doubts(hex(RESTARTED + "3fffd0ffd13fffd9")))
        .singleElement()
        .asString()
        .contains("its data ends after 1 of 3 blocks");
    assertThat(JpegData.doubts(hex(RESTARTED + "3fffd0ffff00d13fffd9"))).hasSize(1);
    assertThat(JpegData.doubts(hex(RESTARTED + "3fffd0bfffd13fffd9")))
        .singleElement()
        .asString()
        .contains("block 1 of 3 has a code that does not exist");
  }

  @Property(tries = 500)
  void shouldNeverThrow(
      @ForAll @IntRange(min = 2, max = 12_000) int at, @ForAll @Size(max = 9) byte[] bytes) {
    byte[] file = COLOUR.clone();
    int place = Math.min(at, file.length);
    System.arraycopy(bytes, 0, file, place, Math.min(bytes.length, file.length - place));

    assertThat(JpegData.doubts(file)).hasSizeLessThan(2);
    assertThat(JpegData.doubts(Arrays.copyOf(file, place))).hasSizeLessThan(2);
  }

  @Property(tries = 500)
  void shouldNeverThrowOnOtherHeaders(
      @ForAll @IntRange(min = 2, max = 640) int at, @ForAll @Size(max = 9) byte[] bytes) {
    shouldNeverThrow(at, bytes);
  }

  private static byte[] cut(byte[] file, int length) {
    return MarkedFiles.inserted(Arrays.copyOf(file, length), length, END);
  }

  private static byte[] behind(byte[] file, int at) {
    return Arrays.copyOfRange(file, at, file.length);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Of 128 x 96 pixels, 48 units in colour. */
  private static byte[] noise(int type) {
    Random random = new Random(3);
    BufferedImage image = new BufferedImage(128, 96, type);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    EncodedImage file = Samples.encode(image, "jpg");
    return file.bytes();
  }
}
