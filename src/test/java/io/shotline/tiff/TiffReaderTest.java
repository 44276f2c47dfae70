package io.shotline.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.testing.TiffFile;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the JDK's writer, and files written byte by byte, give the samples put in. */
class TiffReaderTest {
  private static final int WIDTH = 83;
  private static final int HEIGHT = 61;

  @ParameterizedTest
  @CsvSource({
    "none,8,1,false", "none,16,3,true", "LZW,8,1,false", "LZW,8,3,true", "LZW,16,1,true",
    "LZW,16,3,false", "ZLib,8,3,false", "ZLib,16,1,true", "Deflate,8,1,true", "Deflate,16,3,false",
    "PackBits,8,1,false", "PackBits,8,3,true", "PackBits,16,1,false"
  })
  void shouldReadWhatTheJdkWrites(String compression, int bits, int channels, boolean tiled)
      throws Exception {
    BufferedImage image = drawn(bits, channels);

    short[] samples = read(write(image, compression, tiled), channels);

    assertThat(samples).isEqualTo(samples(image, channels));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 12, 14})
  void shouldReadPackedDepths(int bits) throws Exception {
    int[] samples = new Random(bits).ints(WIDTH * HEIGHT, 0, 1 << bits).toArray();
    byte[] packed = TiffFile.packed(samples, WIDTH, bits);
    byte[] file = TiffFile.image(WIDTH, HEIGHT, bits, 1).strips(HEIGHT, packed).bytes();
    short[] expected = new short[samples.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (short) samples[i];
    }

    assertThat(read(file, 1)).isEqualTo(expected);
  }

  @Test
  void shouldReadPlanesStripByStrip() throws Exception {
    byte[][] strips = {{1, 2}, {3, 4}, {11, 12}, {13, 14}, {21, 22}, {23, 24}};
    byte[] file = TiffFile.image(2, 2, 8, 3).with(284, 2).strips(1, strips).bytes();

    assertThat(read(file, 3)).isEqualTo(new short[] {1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24});
  }

  @Test
  void shouldAddTheDifferencesOfAPredictor() throws Exception {
    byte[] row = {(byte) 250, 1, 10, 2, 3, (byte) 255};
    byte[] file = TiffFile.image(2, 1, 8, 3).with(317, 2).strips(1, row).bytes();

    assertThat(read(file, 3)).isEqualTo(new short[] {250, 1, 10, 252, 4, 9});
  }

  @Test
  void shouldLeaveOutSamplesWithoutAMeaningAndKeepAlpha() throws Exception {
    byte[] row = {1, 2, 3, 99, 4, 5, 6, 98};
    byte[] file = TiffFile.image(2, 1, 8, 4).with(338, 0).strips(1, row).bytes();
    byte[] alpha = TiffFile.image(2, 1, 8, 4).with(338, 2).strips(1, row).bytes();

    assertThat(read(file, 3)).isEqualTo(new short[] {1, 2, 3, 4, 5, 6});
    assertThat(read(alpha, 4)).isEqualTo(new short[] {1, 2, 3, 99, 4, 5, 6, 98});
  }

  @Test
  void shouldTurnLevelsWhoseZeroIsWhite() throws Exception {
    byte[] file =
        TiffFile.image(2, 1, 8, 1).with(262, 0).strips(1, new byte[] {0, (byte) 200}).bytes();

    assertThat(read(file, 1)).isEqualTo(new short[] {255, 55});
  }

  @Test
  void shouldUnpackNoMoreThanTheRowsNeed() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bomb, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int i = 0; i < 200; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    byte[] file = TiffFile.image(2, 2, 8, 1).with(259, 8).strips(2, bomb.toByteArray()).bytes();

    assertThat(read(file, 1)).isEqualTo(new short[4]);
  }

  @Test
  void shouldRefuseStripsThatLieOverEachOther() {
    TiffFile image = TiffFile.image(1, 3, 8, 1).with(278, 1);
    byte[] file = image.with(273, 8, 8, 8).with(279, 900, 900, 900).bytes();

    assertThatExceptionOfType(UndecodableImageException.class)
        .isThrownBy(() -> read(file, 1))
        .withMessageContaining("over each other");
  }

  @Test
  void shouldSayWhereAFileIsCutShort() {
    byte[] file = TiffFile.image(4, 4, 8, 1).strips(2, new byte[8], new byte[7]).bytes();

    assertThatExceptionOfType(UndecodableImageException.class)
        .isThrownBy(() -> read(file, 1))
        .withMessageContaining("3 bytes instead of 4");
  }

  @Property(tries = 300)
  void shouldReadOrRefuseBrokenFiles(
      @ForAll @IntRange(max = 3) int kind,
      @ForAll @IntRange(max = 4000) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 9000) int length)
      throws IOException {
    String compression = new String[] {"none", "LZW", "ZLib", "PackBits"}[kind];
    byte[] whole = write(drawn(8, 3), compression, at % 2 == 0);
    byte[] file = Arrays.copyOf(whole, Math.min(length, whole.length));
    if (at < file.length) {
      file[at] = value;
    }
    ImageHeader.read(file)
        .filter(header -> header.unsupported().isEmpty() && header.size().pixels() < 1_000_000)
        .ifPresent(
            header -> {
              try {
                TiffReader.read(file, header, (x, y, samples, count) -> {});
              } catch (UndecodableImageException e) {
                assertThat(e)
                    .hasMessageStartingWith("TIFF file ")
                    .hasMessageContaining("save it anew");
              }
            });
  }

  private static short[] read(byte[] file, int channels) throws UndecodableImageException {
    ImageHeader header = ImageHeader.read(file).orElseThrow();
    assertThat(header.unsupported()).isEmpty();
    assertThat(header.samples().channels()).isEqualTo(channels);
    int width = header.size().width();
    short[] all = new short[width * header.size().height() * channels];
    TiffReader.read(
        file,
        header,
        (x, y, samples, length) ->
            System.arraycopy(samples, 0, all, (y * width + x) * channels, length));
    return all;
  }

  private static BufferedImage drawn(int bits, int channels) {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    int space = channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    WritableRaster raster = Raster.createInterleavedRaster(type, WIDTH, HEIGHT, channels, null);
    Random random = new Random(bits + channels);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int band = 0; band < channels; band++) {
          int noise = x > 40 ? random.nextInt(1 << bits) : x / 8 * 7 + band;
          raster.setSample(x, y, band, noise);
        }
      }
    }
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, type);
    return new BufferedImage(model, raster, false, null);
  }

  private static short[] samples(BufferedImage image, int channels) {
    int[] samples = image.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null);
    assertThat(samples).hasSize(WIDTH * HEIGHT * channels);
    short[] shorts = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shorts[i] = (short) samples[i];
    }
    return shorts;
  }

  private static byte[] write(BufferedImage image, String compression, boolean tiled)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (!compression.equals("none")) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
    }
    if (tiled) {
      parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setTiling(32, 16, 0, 0);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
