package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

/** The pixels that a model sees of an image: red, green, blue, row by row. */
public final class DecodedImage {
  /** Bytes of a pixel. */
  public static final int CHANNELS = 3;

  private final ImageSize size;
  private final byte[] pixels;

  /** Takes the array over, which must have {@value #CHANNELS} unsigned bytes for each pixel. */
  public DecodedImage(ImageSize size, byte[] pixels) {
    this.size = requireNonNull(size, "size");
    this.pixels = requireNonNull(pixels, "pixels");
    if (pixels.length != size.pixels() * CHANNELS) {
      throw new IllegalArgumentException(
          "an image of " + size + " must have 3 bytes per pixel, got " + pixels.length);
    }
  }

  /** Returns a black image. */
  public static DecodedImage black(ImageSize size) {
    return new DecodedImage(size, new byte[Math.toIntExact(size.pixels() * CHANNELS)]);
  }

  /** Returns width and height; only images of one size go into one run of a model. */
  public ImageSize size() {
    return size;
  }

  /** The pixels themselves; callers must not change them. */
  public byte[] pixels() {
    return pixels;
  }
}
