package io.shotline.core.image;

/** Width and height of an image in pixels, both at least 1. */
public record ImageSize(int width, int height) {
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels");
    }
  }

  public long pixels() {
    return (long) width * height;
  }

  /** Returns the size of an image of this size that was laid on its side. */
  public ImageSize turned() {
    return new ImageSize(/* width= */ height, /* height= */ width);
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
