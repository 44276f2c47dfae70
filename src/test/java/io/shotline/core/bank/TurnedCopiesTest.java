package io.shotline.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnedCopiesTest {
  /** The checksums are those of Pillow 13.0: {@code pad(mode="edge")}, rotate, cut back. */
  @ParameterizedTest
  @CsvSource({
    "48, 48, b01676e8 6dea24ed 34fd4a90 b13823be 52e64b27 7f970d20 9da4e161",
    "272, 208, da06b297 92a3634f 01c0054e 66e85c9e 35e3a7bf 63886998 53373103",
    "192, 32, ee7eea38 78ef5362 6962370e 68691d67 2a1289c4 3e77bd1e 696c92a8"
  })
  void shouldTurnToTheLevelsOfPillow(int width, int height, String checksums) {
    List<DecodedImage> copies = TurnedCopies.of(drawn(new ImageSize(width, height)));

    assertThat(copies.stream().map(TurnedCopiesTest::checksum))
        .containsExactly(checksums.split(" "));
    assertThat(copies).allMatch(copy -> copy.size().equals(new ImageSize(width, height)));
  }

  @Test
  void shouldTurnCounterClockwise() {
    DecodedImage copy = TurnedCopies.of(drawn(new ImageSize(48, 48))).get(1);

    // The upper right corner comes to the upper left.
    assertThat(copy.pixels()[0]).isEqualTo(level(47, 0, 0));
  }

  private static DecodedImage drawn(ImageSize size) {
    byte[] pixels = new byte[Math.toIntExact(size.pixels() * DecodedImage.CHANNELS)];
    int at = 0;
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        for (int channel = 0; channel < DecodedImage.CHANNELS; channel++) {
          pixels[at++] = level(x, y, channel);
        }
      }
    }
    return new DecodedImage(size, pixels);
  }

  private static byte level(int x, int y, int channel) {
    return (byte) ((x * 7 + y * 13 + channel * 29 + x * y * (channel + 1)) % 251);
  }

  private static String checksum(DecodedImage image) {
    CRC32 checksum = new CRC32();
    checksum.update(image.pixels());
    return "%08x".formatted(checksum.getValue());
  }
}
