package io.shotline.core.image.file;

import java.nio.ByteBuffer;

/** Reads how an image is to be turned from a block of Exif, which is a small TIFF structure. */
final class Exif {
  private static final int ORIENTATION = 274;

  private Exif() {}

  /**
   * Returns the orientation, 1 to 8; 1 where the block is malformed or does not say.
   *
   * @param block begins with the byte order
   */
  static int orientation(ByteBuffer block) {
    return TiffFields.read(block).map(Exif::orientation).orElse(ImageHeader.UPRIGHT);
  }

  /** Returns the orientation, 1 to 8; 1 where the fields do not say. */
  static int orientation(TiffFields fields) {
    int orientation = fields.number(ORIENTATION, ImageHeader.UPRIGHT);
    return orientation >= 1 && orientation <= 8 ? orientation : ImageHeader.UPRIGHT;
  }
}
