package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import io.shotline.testing.TiffFile;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How deep files of each format say that their samples are. */
class StoredSamplesTest {
  private static final byte[] DEEP =
      Samples.encode(new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY), "png").bytes();

  @Test
  void shouldBeReadFromAPng() {
    assertThat(samples(DEEP)).isEqualTo(new StoredSamples(16, 1, null));
    assertThat(samples(Samples.grey(9).bytes())).isEqualTo(StoredSamples.RGB);
    BufferedImage clear = new BufferedImage(9, 7, BufferedImage.TYPE_INT_ARGB);
    assertThat(samples(Samples.encode(clear, "png").bytes()))
        .isEqualTo(new StoredSamples(8, 4, null));
  }

  @ParameterizedTest
  @CsvSource({"10,10", "12,12", "16,16", "0,", "17,", "-1,"})
  void shouldTakeTheSignificantBitsOfAPng(byte bits, Integer significant) {
    assertThat(samples(MarkedFiles.pngBefore(DEEP, "sBIT", new byte[] {bits})))
        .isEqualTo(new StoredSamples(16, 1, significant));
  }

  @ParameterizedTest
  @CsvSource({"1023,10", "4095,12", "16383,14", "4000,", "200,", "65535,", "0,"})
  void shouldTakeTheGreatestSampleOfATiffForADepthOnlyIfItIsOne(int most, Integer significant) {
    assertThat(samples(TiffFile.image(9, 7, 16, 1).with(281, most).bytes()))
        .isEqualTo(new StoredSamples(16, 1, significant));
  }

  @ParameterizedTest
  @CsvSource({"1,,1", "2,2,2", "2,0,1", "3,,3", "4,2,4", "4,0,3"})
  void shouldCountTheSamplesOfATiffThatAreUsed(int stored, Integer extra, int used) {
    TiffFile file = TiffFile.image(9, 7, 12, stored);
    if (extra != null) {
      file.with(338, extra);
    }

    assertThat(samples(file.bytes())).isEqualTo(new StoredSamples(12, used, null));
  }

  @Test
  void shouldBeReadFromJpegAndBmp() {
    BufferedImage grey = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY);

    assertThat(samples(Samples.encode(grey, "jpg").bytes())).isEqualTo(StoredSamples.GREY);
    assertThat(samples(Samples.encode(grey, "bmp").bytes())).isEqualTo(StoredSamples.GREY);
  }

  private static StoredSamples samples(byte[] file) {
    return ImageHeader.read(file).orElseThrow().samples();
  }
}
