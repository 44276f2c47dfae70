package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageHeader.Format;
import io.shotline.testing.TiffFile;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffHeaderTest {
  @Test
  void shouldReadTheFirstPage() {
    ImageHeader header = ImageHeader.read(whole()).orElseThrow();

    assertThat(header.format()).isEqualTo(Format.TIFF);
    assertThat(header.size()).isEqualTo(new ImageSize(6, 4));
    assertThat(header.unsupported()).isEmpty();
    assertThat(TiffLayout.of(whole()).orElseThrow().partsDown()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "259,6,compression 6",
    "259,34712,compression 34712",
    "262,3,palette",
    "262,5,CMYK",
    "262,6,YCbCr",
    "258,1,1 bits per sample",
    "258,32,32 bits per sample",
    "339,3,floating-point",
    "266,2,reverse order",
    "317,3,predictor 3",
    "338,1,premultiplied",
    "277,7,7 samples per pixel",
    "322,5000,tiles of 5000",
    "322,8,tiles of 8"
  })
  void shouldSayWhichKindIsNotReadAndWhatToDo(int tag, int value, String why) {
    byte[] file = file().with(tag, value).bytes();

    assertThat(ImageHeader.read(file).orElseThrow().unsupported()).contains(why, "save it");
  }

  @ParameterizedTest
  @CsvSource({
    "262,32803,TIFF with a Bayer mosaic",
    "33422,1,TIFF with a Bayer mosaic",
    "50706,1,DNG",
    "254,1,TIFF whose first page is a thumbnail"
  })
  void shouldNameRawDataOfCameras(int tag, int value, String name) {
    byte[] file = file().with(tag, value).bytes();

    assertThat(ImageHeader.read(file).orElseThrow().unsupported()).startsWith(name);
  }

  @Property
  void shouldNeverThrowOnRandomBytes(@ForAll boolean little, @ForAll @Size(max = 120) byte[] rest) {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] start = Arrays.copyOf(new TiffFile(order).bytes(), 8);
    byte[] file = Arrays.copyOf(start, 8 + rest.length);
    System.arraycopy(rest, 0, file, 8, rest.length);

    assertThat(ImageHeader.read(file)).isNotNull();
    assertThat(TiffLayout.of(file)).isNotNull();
  }

  @Property
  void shouldNeverThrowOnCutOrChangedFilesNorMistakeTheSize(
      @ForAll @IntRange(max = 200) int length,
      @ForAll @IntRange(max = 199) int at,
      @ForAll byte value) {
    byte[] file = whole();
    Optional<ImageHeader> cut =
        ImageHeader.read(Arrays.copyOf(file, Math.min(length, file.length)));
    cut.ifPresent(header -> assertThat(header.size()).isEqualTo(new ImageSize(6, 4)));

    file[at % file.length] = value;
    assertThat(ImageHeader.read(file)).isNotNull();
    assertThat(TiffLayout.of(file)).isNotNull();
  }

  private static TiffFile file() {
    return TiffFile.image(6, 4, 8, 1).strips(2, new byte[12], new byte[12]);
  }

  private static byte[] whole() {
    return file().bytes();
  }
}
