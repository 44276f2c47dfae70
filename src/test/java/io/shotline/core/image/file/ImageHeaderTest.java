package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageHeader.Format;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  @ParameterizedTest
  @CsvSource({"jpg,JPEG", "png,PNG", "bmp,BMP"})
  void shouldReadFormatAndSizeOfWholeFiles(String extension, Format format) {
    byte[] file = Samples.image(extension, 257, 391, Color.ORANGE).bytes();

    assertThat(ImageHeader.read(file))
        .contains(
            new ImageHeader(
                format, new ImageSize(257, 391), ImageHeader.UPRIGHT, StoredSamples.RGB, ""));
  }

  @Test
  void shouldReadWhatABombAnnouncesWithoutItsPixels() {
    byte[] file = Samples.pngHeader(30_000, 30_001).bytes();

    assertThat(ImageHeader.read(file).orElseThrow().size())
        .isEqualTo(new ImageSize(30_000, 30_001));
  }

  @ParameterizedTest
  @CsvSource({"0,5", "5,0", "-1,5", "5,-2147483648"})
  void shouldFindNoPngWithoutPixels(int width, int height) {
    assertThat(ImageHeader.read(Samples.pngHeader(width, height).bytes())).isEmpty();
  }

  @Test
  void shouldWalkOverJpegSegmentsToTheFrame() {
    // Start, a comment of 2 bytes that look like a frame, two fill bytes, the frame.
    byte[] file =
        HexFormat.ofDelimiter(" ")
            .parseHex("ff d8 ff fe 00 04 ff c0 ff ff ff c2 00 0b 08 01 02 03 04 01 11 00");

    assertThat(ImageHeader.read(file))
        .contains(
            new ImageHeader(
                Format.JPEG,
                new ImageSize(0x0304, 0x0102),
                ImageHeader.UPRIGHT,
                StoredSamples.GREY,
                ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c4", "c8", "cc"})
  void shouldNotTakeTablesForAFrame(String marker) {
    byte[] file = HexFormat.of().parseHex("ffd8ff" + marker + "000b080102030401110000000000");

    assertThat(ImageHeader.read(file)).isEmpty();
  }

  @Test
  void shouldReadBmpWhoseRowsRunFromTheTop() {
    byte[] file = bmp(7, -9, 32, 0);

    assertThat(ImageHeader.read(file))
        .contains(
            new ImageHeader(
                Format.BMP, new ImageSize(7, 9), ImageHeader.UPRIGHT, StoredSamples.RGB, ""));
  }

  @ParameterizedTest
  @CsvSource({"24,1,compression 1", "32,3,compression 3", "4,0,4 bits", "8,0,8 bits"})
  void shouldSayWhichBmpCannotBeReadExactly(int bitsPerPixel, int compression, String why) {
    Optional<ImageHeader> header = ImageHeader.read(bmp(7, 9, bitsPerPixel, compression));

    assertThat(header.orElseThrow().unsupported()).contains(why).contains("PNG");
  }

  @Test
  void shouldReadGreyBmpWithItsPaletteInOrder() {
    byte[] grey =
        Samples.encode(new BufferedImage(6, 5, BufferedImage.TYPE_BYTE_GRAY), "bmp").bytes();

    assertThat(ImageHeader.read(grey).orElseThrow().unsupported()).isEmpty();

    grey[54 + 4 * 200] ^= 1;
    assertThat(ImageHeader.read(grey).orElseThrow().unsupported()).contains("palette");
  }

  @ParameterizedTest
  @ValueSource(ints = {-2000, -15, Integer.MAX_VALUE, 5000})
  void shouldNotLookForThePaletteOutsideTheFile(int headerLength) {
    byte[] file = bmp(7, 9, 8, 0);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(14, headerLength);

    assertThat(ImageHeader.read(file).orElseThrow().unsupported()).contains("palette");
  }

  @Test
  void shouldReadSizeOfAnOs2BmpAndRefuseIt() {
    ByteBuffer file = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, (byte) 'B').put(1, (byte) 'M').putInt(14, 12);
    file.putShort(18, (short) 640).putShort(20, (short) 480).putShort(24, (short) 24);

    ImageHeader header = ImageHeader.read(file.array()).orElseThrow();

    assertThat(header.size()).isEqualTo(new ImageSize(640, 480));
    assertThat(header.unsupported()).contains("OS/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "B", "BM", "hello, this is a text file and no image at all", "GIF89a"})
  void shouldFindNoHeaderElsewhere(String text) {
    assertThat(ImageHeader.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  private static byte[] bmp(int width, int height, int bitsPerPixel, int compression) {
    ByteBuffer file = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, (byte) 'B').put(1, (byte) 'M').putInt(14, 40).putInt(18, width).putInt(22, height);
    file.putShort(28, (short) bitsPerPixel).putInt(30, compression);
    return file.array();
  }
}
