package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.testing.FlatJpeg;
import io.shotline.testing.FlatPng;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that hold more images than the one that is judged. */
class MoreImagesTest {
  private static final int SUBFILE = 254;

  @ParameterizedTest
  @CsvSource({
    "jpg, jpg",
    "jpg, png",
    "jpg, tiff",
    "png, png",
    "png, jpg",
    "png, bmp",
    "bmp, bmp",
    "bmp, jpg",
    "tiff, tiff",
    "tiff, jpg"
  })
  void shouldSeeAnotherFileBehindTheFirst(String first, String second) {
    byte[] file = file(first, 64, 48);

    assertThat(doubts(file)).isEmpty();
    assertThat(doubts(joined(file, file(second, 64, 48))))
        .singleElement()
        .asString()
        .contains("MORE_IMAGES", "begins at byte " + file.length, "file of its own");
    assertThat(doubts(joined(file, new byte[600], file(second, 64, 48)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "tiff"})
  void shouldNotMindPaddingAndNotesOfCameras(String format) {
    byte[] file = file(format, 64, 48);
    byte[] random = new byte[50_000];
    new Random(4).nextBytes(random);

    assertThat(doubts(joined(file, new byte[4096]))).isEmpty();
    assertThat(doubts(joined(file, "SEFH...SEFT".getBytes(StandardCharsets.US_ASCII)))).isEmpty();
    assertThat(doubts(joined(file, random))).isEmpty();
    assertThat(doubts(joined(file, Arrays.copyOf(file("jpg", 9, 9), 30)))).isEmpty();
  }

  @Test
  void shouldNotMindPreviewsButStereoPictures() {
    byte[] file = FlatJpeg.baseline(640, 480).bytes();
    byte[] preview = FlatJpeg.baseline(320, 240).bytes();
    byte[] other = FlatJpeg.baseline(640, 480).bytes();

    assertThat(doubts(joined(file, preview, preview))).isEmpty();
    assertThat(doubts(joined(file, preview, other)))
        .singleElement()
        .asString()
        .contains("JPEG of 640 x 480 pixels");
  }

  @Test
  void shouldNotMistakeNoiseForAnImage() {
    byte[] file = FlatJpeg.baseline(64, 48).bytes();
    // Begins as a JPEG file does, and has a frame somewhere.
    byte[] noise = FlatJpeg.baseline(64, 48).bytes();
    noise[4] = 3;
    noise[5] = 3;

    assertThat(doubts(joined(file, noise))).isEmpty();
  }

  @Test
  void shouldSeeAnimations() {
    byte[] png = new FlatPng(64, 48, 2, 8, false).bytes();

    assertThat(doubts(MarkedFiles.pngBefore(png, "acTL", frames(1)))).isEmpty();
    assertThat(doubts(MarkedFiles.pngBefore(png, "acTL", frames(3))))
        .singleElement()
        .asString()
        .contains("MORE_IMAGES", "an animation of 3 frames (APNG)");
  }

  @Test
  void shouldSeePagesButNoSmallerCopiesAndMasks() {
    assertThat(doubts(pages(page(64, 48, 0)))).isEmpty();
    assertThat(doubts(pages(page(64, 48, 0), page(64, 48, 0))))
        .singleElement()
        .asString()
        .contains("MORE_IMAGES", "another page of 64 x 48 pixels");
    assertThat(doubts(pages(page(64, 48, 2), page(64, 48, 2)))).hasSize(1);
    assertThat(doubts(pages(page(64, 48, 0), page(64, 48, 1), page(64, 48, 4)))).isEmpty();
    assertThat(doubts(pages(page(64, 48, 0), page(32, 24, 0)))).isEmpty();
    assertThat(doubts(pages(page(64, 48, 0), page(32, 24, 1), page(60, 48, 0)))).hasSize(1);
  }

  @Test
  void shouldEndWherePagesGoInCircles() {
    byte[] file = pages(page(64, 48, 0), page(64, 48, 1));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int second = bytes.getInt(next(bytes, 8));
    bytes.putInt(next(bytes, second), second);

    assertThat(doubts(file)).isEmpty();
  }

  private static List<FileDoubt> doubts(byte[] file) {
    Inspection inspection = ImageLimits.DEFAULT.inspect(new EncodedImage(file));
    assertThat(inspection).isInstanceOf(Inspection.Accepted.class);
    return ((Inspection.Accepted) inspection).doubts();
  }

  private static byte[] file(String format, int width, int height) {
    return Samples.image(format, width, height, Color.RED).bytes();
  }

  private static byte[] joined(byte[]... parts) {
    byte[] all = {};
    for (byte[] part : parts) {
      all = MarkedFiles.inserted(all, all.length, part);
    }
    return all;
  }

  private static byte[] frames(int count) {
    return ByteBuffer.allocate(8).putInt(count).array();
  }

  private static TiffFile page(int width, int height, int kind) {
    return TiffFile.image(width, height, 8, 1)
        .with(SUBFILE, kind)
        .strips(height, new byte[width * height]);
  }

  /** One file of pages; only the first one's offsets are right, which is all that is decoded. */
  private static byte[] pages(TiffFile... pages) {
    byte[] file = pages[0].bytes();
    int last = 8;
    for (int i = 1; i < pages.length; i++) {
      byte[] page = pages[i].bytes();
      int at = file.length;
      file = joined(file, Arrays.copyOfRange(page, 8, page.length));
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(next(bytes, last), at);
      last = at;
    }
    return file;
  }

  /** Returns where a directory tells the next one. */
  private static int next(ByteBuffer bytes, int directory) {
    return directory + 2 + 12 * bytes.getShort(directory);
  }
}
