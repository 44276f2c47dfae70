package io.shotline.core.image;

import java.util.OptionalInt;

/**
 * The pixels of an image, decoded, upright and 8 bits deep, before anything is cut or resized. May
 * lie outside the heap: whoever asked for them closes them. For one thread at a time.
 */
public interface Pixels extends AutoCloseable {
  /** Returns width and height of the upright image. */
  ImageSize size();

  /** Returns 3 for red, green, blue; 4 for these and alpha, not premultiplied. */
  int channels();

  /**
   * Copies a row.
   *
   * @param y from the top
   * @param row takes width x channels unsigned bytes from its beginning on
   */
  void readRow(int y, byte[] row);

  /**
   * Returns the least of 10, 12, 14 and 16 bits that hold all samples of a 16-bit file whose depth
   * neither the view nor the file says; its pixels were read as 16 bits. Empty for all others.
   */
  default OptionalInt usedBits() {
    return OptionalInt.empty();
  }

  /**
   * Squeezes a part into a size.
   *
   * @param part inside the image
   */
  default DecodedImage resize(Region part, ImageSize target) {
    return BicubicResize.resize(this, part, target);
  }

  @Override
  void close();
}
