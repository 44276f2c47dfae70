package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/** Holds a picture for a person; the array is shared, not copied. */
public final class Picture {
  private final String contentType;
  private final byte[] bytes;

  /**
   * Makes a picture.
   *
   * @param contentType as in {@code image/png}
   */
  public Picture(String contentType, byte[] bytes) {
    this.contentType = requireNonNull(contentType, "contentType");
    this.bytes = requireNonNull(bytes, "bytes");
  }

  /** Returns the kind of the file, as in {@code image/png}. */
  public String contentType() {
    return contentType;
  }

  /** Returns the file itself; callers must not change it. */
  public byte[] bytes() {
    return bytes;
  }
}
