package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a camera sends, reading its header gives a header or none, and never an exception. */
class ImageHeaderFuzzTest {
  private static final byte[][] FILES = {
    Samples.image("jpg", 33, 17, Color.RED).bytes(),
    Samples.image("png", 33, 17, Color.RED).bytes(),
    Samples.image("bmp", 33, 17, Color.RED).bytes()
  };
  private static final byte[][] STARTS = {
    {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, Arrays.copyOf(FILES[1], 16), {'B', 'M'}, {}
  };

  @Property
  void shouldNeverThrowOnRandomBytes(
      @ForAll @IntRange(max = 3) int start, @ForAll @Size(max = 120) byte[] rest) {
    byte[] file = Arrays.copyOf(STARTS[start], STARTS[start].length + rest.length);
    System.arraycopy(rest, 0, file, STARTS[start].length, rest.length);

    Optional<ImageHeader> header = ImageHeader.read(file);

    assertThat(header.map(h -> h.size().pixels() > 0).orElse(true)).isTrue();
  }

  @Property
  void shouldNeverThrowOnTruncationsNorMistakeTheSize(
      @ForAll @IntRange(max = 2) int which, @ForAll @IntRange(max = 700) int length) {
    byte[] whole = FILES[which];
    byte[] file = Arrays.copyOf(whole, Math.min(length, whole.length));

    Optional<ImageHeader> header = ImageHeader.read(file);

    header.ifPresent(h -> assertThat(h.size()).isEqualTo(new ImageSize(33, 17)));
  }

  @Property
  void shouldNeverThrowOnFlippedBytes(
      @ForAll @IntRange(max = 2) int which,
      @ForAll @IntRange(max = 60) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 60) int alsoAt,
      @ForAll byte alsoValue) {
    byte[] file = FILES[which].clone();
    file[at] = value;
    file[alsoAt] = alsoValue;

    assertThat(ImageHeader.read(file)).isNotNull();
  }
}
