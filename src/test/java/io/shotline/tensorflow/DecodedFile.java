package io.shotline.tensorflow;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.UprightPixels;
import org.jspecify.annotations.Nullable;

/** All pixels of image files. */
final class DecodedFile {
  private DecodedFile() {}

  static Pixels open(ImageFileGraph files, byte[] file, @Nullable Integer bits)
      throws UndecodableImageException {
    ImageHeader header = ImageHeader.read(file).orElseThrow();
    return UprightPixels.of(
        files.decode(new EncodedImage(file), header, bits), header.orientation());
  }

  static byte[] upright(ImageFileGraph files, byte[] file, @Nullable Integer bits)
      throws UndecodableImageException {
    try (Pixels pixels = open(files, file, bits)) {
      int rowBytes = pixels.size().width() * pixels.channels();
      byte[] all = new byte[rowBytes * pixels.size().height()];
      byte[] row = new byte[rowBytes];
      for (int y = 0; y < pixels.size().height(); y++) {
        pixels.readRow(y, row);
        System.arraycopy(row, 0, all, y * rowBytes, rowBytes);
      }
      return all;
    }
  }
}
