package io.shotline.core.image.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.image.file.ImageHeader.Format;
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
  @ParameterizedTest
  @ValueSource(strings = {"ffc2", "ffc0"})
  void shouldFindJpegsThatHaveTheirPixelsMadeAgainAndAgain(String frame) {
    assertThat(DecoderBomb.find(Format.JPEG, jpeg(frame, 100))).isEmpty();
    assertThat(DecoderBomb.find(Format.JPEG, jpeg(frame, 101))).contains("100 scans", "baseline");
  }

  @Property(tries = 300)
  void shouldCountScansWhereverTheyBegin(
      @ForAll @Size(101) List<@IntRange(max = 20) Integer> gaps) {
    String most = gaps.stream().skip(1).map(gap -> "ffda" + "ff".repeat(gap)).collect(joining());

    assertThat(DecoderBomb.find(Format.JPEG, HexFormat.of().parseHex(most))).isEmpty();
    String all = "00".repeat(gaps.get(0)) + most + "ffda";
    assertThat(DecoderBomb.find(Format.JPEG, HexFormat.of().parseHex(all))).contains("100 scans");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iTXt"})
  void shouldFindPngsThatUnfoldTextsWithoutEnd(String type) {
    assertThat(DecoderBomb.find(Format.PNG, png(type, 10, 900))).isEmpty();
    assertThat(DecoderBomb.find(Format.PNG, png(type, 11, 900))).contains("10 compressed texts");
    assertThat(DecoderBomb.find(Format.PNG, png("tEXt", 11, 900))).isEmpty();
  }

  @Test
  void shouldStopWherePngChunksDo() {
    byte[] file = png("zTXt", 11, 900);
    ByteBuffer.wrap(file).putInt(33, -1);

    assertThat(DecoderBomb.find(Format.PNG, file)).isEmpty();
    assertThat(DecoderBomb.find(Format.PNG, new byte[0])).isEmpty();
  }

  @Test
  void shouldBeRefusedAsImages() {
    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(jpeg("ffc2", 200))))
        .get()
        .extracting(Rejection::reason)
        .isEqualTo(Reason.UNSUPPORTED_IMAGE);
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
