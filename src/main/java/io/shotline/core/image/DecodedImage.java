package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

/** What the model sees of an image: 240 x 240 pixels of red, green, blue, row by row. */
public final class DecodedImage {
  /** Bytes of one decoded image. */
  public static final int LENGTH = CentreCrop.SIDE * CentreCrop.SIDE * 3;

  private final byte[] pixels;

  /** Takes the array over, which must have {@value #LENGTH} unsigned bytes. */
  public DecodedImage(byte[] pixels) {
    this.pixels = requireNonNull(pixels, "pixels");
    if (pixels.length != LENGTH) {
      throw new IllegalArgumentException(pixels.length + " bytes of pixels, not " + LENGTH);
    }
  }

  /** The pixels themselves; callers must not change them. */
  public byte[] pixels() {
    return pixels;
  }
}
