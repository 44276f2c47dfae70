package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.testing.ArrayPixels;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Parts of images. That the levels are Pillow's, the tests of the graph show. */
class BicubicResizeTest {
  @Property(tries = 200)
  void shouldResizeAPartAsIfItHadBeenCutOutFirst(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(max = 20) int left,
      @ForAll @IntRange(max = 20) int top,
      @ForAll @IntRange(min = 1, max = 40) int side,
      @ForAll boolean alpha,
      @ForAll long seed) {
    ImageSize size = new ImageSize(left + width + 7, top + height + 5);
    ArrayPixels image = ArrayPixels.noise(size, alpha ? 4 : 3, seed);
    Region part = new Region(left, top, width, height);
    ArrayPixels cut = cut(image, part);
    Region all = new Region(0, 0, width, height);
    ImageSize target = new ImageSize(side, 1 + side / 2);

    assertThat(BicubicResize.resize(image, part, target).pixels())
        .isEqualTo(BicubicResize.resize(cut, all, target).pixels());
    assertThat(BicubicResize.centre(image, part, side).pixels())
        .isEqualTo(BicubicResize.centre(cut, all, side).pixels());
  }

  /** The checksums are those of Pillow 13.0; its earlier versions take the width first always. */
  @Example
  void shouldGiveTheLevelsOfPillowWhicheverSideComesFirst() {
    assertThat(checksum(new ImageSize(257, 391), new ImageSize(272, 208))).isEqualTo("a38427fd");
    assertThat(checksum(new ImageSize(300, 240), new ImageSize(272, 208))).isEqualTo("986669c4");
    assertThat(checksum(new ImageSize(272, 264), new ImageSize(240, 200))).isEqualTo("c82e8b73");
    assertThat(checksum(new ImageSize(272, 265), new ImageSize(240, 200))).isEqualTo("8216ce22");
  }

  private static String checksum(ImageSize size, ImageSize target) {
    byte[] levels = new byte[Math.toIntExact(size.pixels() * 3)];
    for (int i = 0; i < levels.length; i++) {
      int x = i / 3 % size.width();
      int y = i / 3 / size.width();
      int channel = i % 3;
      levels[i] = (byte) ((x * 7 + y * 13 + channel * 29 + x * y * (channel + 1)) % 251);
    }
    Region all = new Region(0, 0, size.width(), size.height());
    CRC32 checksum = new CRC32();
    checksum.update(BicubicResize.resize(new ArrayPixels(size, 3, levels), all, target).pixels());
    return "%08x".formatted(checksum.getValue());
  }

  @Example
  void shouldKeepTheLevelsOfAPartThatKeepsItsSize() {
    ArrayPixels image = ArrayPixels.noise(new ImageSize(30, 20), 3, 1);
    Region part = new Region(4, 5, 16, 11);

    assertThat(BicubicResize.resize(image, part, new ImageSize(16, 11)).pixels())
        .isEqualTo(cut(image, part).levels());
  }

  @Example
  void shouldReadNoRowTwiceAndNoneThatIsNotNeeded() {
    List<Integer> read = new ArrayList<>();
    ArrayPixels image = ArrayPixels.noise(new ImageSize(60, 600), 3, 1);
    Pixels counted =
        new Pixels() {
          @Override
          public ImageSize size() {
            return image.size();
          }

          @Override
          public int channels() {
            return image.channels();
          }

          @Override
          public void readRow(int y, byte[] row) {
            read.add(y);
            image.readRow(y, row);
          }

          @Override
          public void close() {}
        };

    BicubicResize.centre(counted, new Region(0, 0, 60, 600), 30);

    assertThat(read).doesNotHaveDuplicates().isSorted().hasSizeBetween(60, 68);
    assertThat(read.get(0)).isBetween(266, 270);
  }

  @Example
  void shouldRefuseAPartOutsideOfTheImage() {
    ArrayPixels image = ArrayPixels.black(new ImageSize(30, 20));
    ImageSize target = new ImageSize(2, 2);
    for (Region part :
        List.of(
            new Region(-1, 0, 5, 5),
            new Region(0, -1, 5, 5),
            new Region(26, 0, 5, 5),
            new Region(0, 16, 5, 5),
            new Region(1, 1, Integer.MAX_VALUE, 5))) {
      assertThatThrownBy(() -> BicubicResize.resize(image, part, target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not inside an image of 30 x 20 pixels");
    }
  }

  private static ArrayPixels cut(ArrayPixels image, Region part) {
    int channels = image.channels();
    byte[] levels = new byte[part.width() * part.height() * channels];
    byte[] row = new byte[image.size().width() * channels];
    int length = part.width() * channels;
    for (int y = 0; y < part.height(); y++) {
      image.readRow(part.y() + y, row);
      System.arraycopy(row, part.x() * channels, levels, y * length, length);
    }
    return new ArrayPixels(new ImageSize(part.width(), part.height()), channels, levels);
  }
}
