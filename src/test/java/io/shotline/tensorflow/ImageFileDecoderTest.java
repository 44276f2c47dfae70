package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileDecoderTest {
  private static final ImageFileDecoder DECODER = new ImageFileDecoder(ImageLimits.DEFAULT);

  @AfterAll
  static void close() {
    DECODER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shot_0.png", "stain_rgb_640x480.jpg", "bent_gray_300x300.png"})
  void shouldRefuseHalfAFileWhoseHeaderIsWhole(String name) throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("src/test/resources/reference", name));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertThat(DECODER.check(new EncodedImage(whole))).isEmpty();
    assertThat(ImageLimits.DEFAULT.check(new EncodedImage(half))).isEmpty();
    assertThat(DECODER.check(new EncodedImage(half)))
        .map(Rejection::reason)
        .contains(Rejection.Reason.UNDECODABLE_IMAGE);
  }

  @Test
  void shouldRefuseByTheHeaderWhatTheLimitsDoNotAllow() {
    assertThat(DECODER.check(new EncodedImage(new byte[3])))
        .map(Rejection::reason)
        .contains(Rejection.Reason.NOT_AN_IMAGE);
  }
}
