package io.shotline.chaos;

import io.shotline.core.image.EncodedImage;
import io.shotline.testing.FlatJpeg;
import io.shotline.testing.FlatPng;
import io.shotline.testing.TiffFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/**
 * A file of one level and 50 megapixels, the most that is decoded.
 *
 * @param scored whether it is to be scored, not refused
 */
record FiftyMegapixels(String kind, EncodedImage image, boolean scored) {
  private static final int SIDE = 7071;
  private static final int DEFLATE = 8;

  /** Makes a file of each kind. */
  static List<FiftyMegapixels> all() {
    FlatJpeg jpeg = FlatJpeg.baseline(SIDE, SIDE);
    FlatJpeg cmyk = jpeg.with(0x11, 0x11, 0x11, 0x11);
    return List.of(
        scored("JPEG baseline", jpeg.bytes()),
        scored("JPEG baseline, full colours", jpeg.with(0x11, 0x11, 0x11).bytes()),
        scored("JPEG progressive", jpeg.asProgressive().bytes()),
        scored(
            "JPEG progressive, full colours", jpeg.with(0x11, 0x11, 0x11).asProgressive().bytes()),
        scored("JPEG CMYK", cmyk.bytes()),
        refused("JPEG progressive CMYK", cmyk.asProgressive().bytes()),
        refused("JPEG in 54 scans", jpeg.apart().repeated(18).bytes()),
        scored("PNG grey", new FlatPng(SIDE, SIDE, 0, 8, false).bytes()),
        scored("PNG RGB", new FlatPng(SIDE, SIDE, 2, 8, false).bytes()),
        scored("PNG grey with alpha", new FlatPng(SIDE, SIDE, 4, 8, false).bytes()),
        scored("PNG RGB with alpha", new FlatPng(SIDE, SIDE, 6, 8, false).bytes()),
        scored("PNG interlaced", new FlatPng(SIDE, SIDE, 2, 8, true).bytes()),
        scored("PNG of 16 bits", new FlatPng(SIDE, SIDE, 2, 16, false).bytes()),
        scored("PNG of 16 bits with alpha", new FlatPng(SIDE, SIDE, 6, 16, true).bytes()),
        scored("TIFF RGB", tiff(8, 3)),
        scored("TIFF of 16 bits, grey", tiff(16, 1)));
  }

  private static FiftyMegapixels scored(String kind, byte[] file) {
    return new FiftyMegapixels(kind, new EncodedImage(file), true);
  }

  private static FiftyMegapixels refused(String kind, byte[] file) {
    return new FiftyMegapixels(kind, new EncodedImage(file), false);
  }

  private static byte[] tiff(int bits, int channels) {
    byte[] row = new byte[SIDE * channels * bits / Byte.SIZE];
    Arrays.fill(row, (byte) 99);
    ByteArrayOutputStream strip = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(strip)) {
      for (int y = 0; y < SIDE; y++) {
        packed.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TiffFile.image(SIDE, SIDE, bits, channels)
        .with(259, DEFLATE)
        .strips(SIDE, strip.toByteArray())
        .bytes();
  }
}
