package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.Color;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Which way up files of each format say that they are. */
class OrientationTest {
  private static final ImageSize STORED = new ImageSize(33, 17);
  private static final byte[] JPEG = Samples.image("jpg", 33, 17, Color.RED).bytes();
  private static final byte[] PNG = Samples.image("png", 33, 17, Color.RED).bytes();

  @Property(tries = 40)
  void shouldBeReadFromEachFormatInBothByteOrders(
      @ForAll @IntRange(min = 1, max = 8) int orientation, @ForAll boolean little) {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] exif = TiffFile.exif(order, orientation);
    byte[] tiff = TiffFile.image(33, 17, 8, 1).with(274, orientation).bytes();
    ImageSize upright = orientation < 5 ? STORED : new ImageSize(17, 33);

    for (byte[] file :
        List.of(
            MarkedFiles.jpeg(JPEG, exif),
            MarkedFiles.pngBefore(PNG, "eXIf", exif),
            MarkedFiles.pngBehind(PNG, "eXIf", exif),
            tiff)) {
      ImageHeader header = ImageHeader.read(file).orElseThrow();
      assertThat(header.orientation()).isEqualTo(orientation);
      assertThat(header.size()).isEqualTo(upright);
      assertThat(header.storedSize()).isEqualTo(STORED);
    }
  }

  @Test
  void shouldBeUprightWhereItIsOutOfRange() {
    for (int orientation : new int[] {0, 9, 65_536, -1}) {
      byte[] exif = TiffFile.exif(ByteOrder.BIG_ENDIAN, orientation);

      assertThat(orientation(MarkedFiles.jpeg(JPEG, exif))).isEqualTo(1);
      assertThat(orientation(MarkedFiles.pngBehind(PNG, "eXIf", exif))).isEqualTo(1);
    }
  }

  @Property
  void shouldBeUprightWhereExifIsMalformed(@ForAll @Size(max = 60) byte[] exif) {
    assertThat(orientation(MarkedFiles.jpeg(JPEG, exif))).isEqualTo(1);
    assertThat(orientation(MarkedFiles.pngBefore(PNG, "eXIf", exif))).isEqualTo(1);
  }

  @Property
  void shouldNeverThrowOnCutOrChangedExif(
      @ForAll @IntRange(max = 25) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 26) int length) {
    byte[] exif = TiffFile.exif(ByteOrder.LITTLE_ENDIAN, 6);
    exif[at] = value;
    byte[] cut = Arrays.copyOf(exif, length);

    assertThat(orientation(MarkedFiles.jpeg(JPEG, cut))).isBetween(1, 8);
    assertThat(orientation(MarkedFiles.pngBefore(PNG, "eXIf", cut))).isBetween(1, 8);
  }

  @Test
  void shouldBeReadFromThePngOfTheReference() throws Exception {
    Path file = Path.of("../shared/cases/orientation/rot_orientation6.png");
    Assumptions.assumeTrue(Files.exists(file));

    ImageHeader header = ImageHeader.read(Files.readAllBytes(file)).orElseThrow();

    assertThat(header.orientation()).isEqualTo(6);
    assertThat(header.size()).isEqualTo(new ImageSize(320, 256));
  }

  private static int orientation(byte[] file) {
    return ImageHeader.read(file).orElseThrow().orientation();
  }
}
