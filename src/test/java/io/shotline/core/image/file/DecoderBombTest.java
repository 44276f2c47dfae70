package io.shotline.core.image.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.testing.FlatJpeg;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderBombTest {
  private static final String FRAME = "ffd8ffc0000b080007000901011100";

  @ParameterizedTest
  @ValueSource(strings = {"ffc2", "ffc0"})
  void shouldFindJpegsThatHaveTheirPixelsMadeAgainAndAgain(String frame) {
    assertThat(find(jpeg(frame, 100))).isEmpty();
    assertThat(find(jpeg(frame, 101))).contains("101 scans, the limit is 100", "baseline");
  }

  @Test
  void shouldAllowLargeJpegsFewerScans() {
    FlatJpeg grey = FlatJpeg.baseline(7000, 7000).with(0x11).asProgressive();

    assertThat(find(grey.repeated(6).bytes())).isEmpty();
    assertThat(find(grey.repeated(7).bytes()))
        .isEqualTo(
            "JPEG of 7000 x 7000 pixels in 14 scans: decoding goes over 686 million pixels, the"
                + " limit is 600; save it as a baseline JPEG");
  }

  @Test
  void shouldNotCountTheScansOfThumbnailsAndImagesBehind() {
    byte[] inner = jpeg("ffc2", 90);
    byte[] thumbnail = ByteBuffer.allocate(inner.length + 4).put(4, inner).array();
    ByteBuffer.wrap(thumbnail).putShort((short) 0xFFE2).putShort((short) (inner.length + 2));
    byte[] file = MarkedFiles.inserted(jpeg("ffc2", 90), 2, thumbnail);

    assertThat(find(MarkedFiles.inserted(file, file.length, inner))).isEmpty();
    assertThat(find(MarkedFiles.inserted(file, file.length - 2, jpeg("ffc2", 11)))).isNotEmpty();
  }

  @Property(tries = 300)
  void shouldCountScansWhereverTheyBegin(
      @ForAll @Size(101) List<@IntRange(max = 20) Integer> gaps) {
    String most = gaps.stream().skip(1).map(DecoderBombTest::scan).collect(joining());

    assertThat(find(HexFormat.of().parseHex(FRAME + most))).isEmpty();
    String all = FRAME + scan(gaps.get(0)) + most + "ffd9";
    assertThat(find(HexFormat.of().parseHex(all))).contains("101 scans");
  }

  /** Data, stuffed zeros, restart markers and fill bytes. */
  private static String scan(int gap) {
    return "ffda0008010100003f00"
        + "12".repeat(gap)
        + "ff00ffd0".repeat(gap % 3)
        + "ff".repeat(gap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iTXt"})
  void shouldFindPngsThatUnfoldTextsWithoutEnd(String type) {
    assertThat(find(png(type, 10, 900))).isEmpty();
    assertThat(find(png(type, 11, 900))).contains("10 compressed texts");
    assertThat(find(png("tEXt", 11, 900))).isEmpty();
  }

  @Test
  void shouldStopWherePngChunksDo() {
    byte[] file = png("zTXt", 11, 900);
    ByteBuffer.wrap(file).putInt(33, -1);

    assertThat(find(file)).isEmpty();
  }

  @Test
  void shouldBeRefusedAsImages() {
    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(jpeg("ffc2", 200))))
        .get()
        .extracting(Rejection::reason)
        .isEqualTo(Reason.UNSUPPORTED_IMAGE);
  }

  private static String find(byte[] file) {
    ImageHeader header = ImageHeader.read(file).orElseThrow();
    return DecoderBomb.find(header, file, FileBody.of(header, file).scans());
  }

  /** A frame of 9 x 7 pixels and empty scans. */
  private static byte[] jpeg(String frame, int scans) {
    String all = "ffda0008010100003f00".repeat(scans);
    return HexFormat.of().parseHex("ffd8" + frame + "000b080007000901011100" + all + "ffd9");
  }

  /** A whole file with chunks of one type behind its header. */
  private static byte[] png(String type, int count, int length) {
    byte[] whole = Samples.image("png", 9, 7, Color.RED).bytes();
    ByteBuffer chunk = ByteBuffer.allocate(12 + length);
    chunk.putInt(length).put(type.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(whole, 0, 33);
    for (int i = 0; i < count; i++) {
      file.writeBytes(chunk.array());
    }
    file.write(whole, 33, whole.length - 33);
    return file.toByteArray();
  }
}
