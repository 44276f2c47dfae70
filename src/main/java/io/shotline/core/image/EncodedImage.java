package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

/**
 * An image file's bytes (JPEG, PNG, BMP or TIFF), as a camera sent them. The array is shared, not
 * copied.
 */
public final class EncodedImage {
  private final byte[] bytes;

  public EncodedImage(byte[] bytes) {
    this.bytes = requireNonNull(bytes, "bytes");
  }

  /** The file itself; callers must not change it. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
