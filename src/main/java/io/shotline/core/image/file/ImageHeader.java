package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import java.util.Optional;

/**
 * What an image file says of itself, read without decoding a pixel, so that a decompression bomb is
 * refused before it costs memory.
 *
 * @param size of the upright image, after its orientation was applied
 * @param orientation by EXIF, 1 to 8: how the stored pixels are turned and mirrored to be upright
 * @param samples as they are stored
 * @param unsupported why this variant cannot be read exactly; empty if it can
 */
public record ImageHeader(
    Format format, ImageSize size, int orientation, StoredSamples samples, String unsupported) {
  /** The formats read. */
  public enum Format {
    JPEG,
    PNG,
    BMP,
    TIFF
  }

  /** The orientation of pixels that are stored as they are to be seen. */
  public static final int UPRIGHT = 1;

  public ImageHeader {
    requireNonNull(format, "format");
    requireNonNull(size, "size");
    requireNonNull(samples, "samples");
    requireNonNull(unsupported, "unsupported");
  }

  /** Returns width and height of the pixels as they are stored. */
  public ImageSize storedSize() {
    return orientation < 5 ? size : size.turned();
  }

  /** Reads the header of a JPEG, PNG, BMP or TIFF file; empty if the bytes are none of these. */
  public static Optional<ImageHeader> read(byte[] file) {
    if (JpegHeader.begins(file)) {
      return JpegHeader.read(file);
    }
    if (PngHeader.begins(file)) {
      return PngHeader.read(file);
    }
    if (BmpHeader.begins(file)) {
      return BmpHeader.read(file);
    }
    return TiffHeader.begins(file) ? TiffHeader.read(file) : Optional.empty();
  }

  /**
   * Returns the header of a file; none if it has no pixels.
   *
   * @param width of the pixels as they are stored
   * @param height of the pixels as they are stored
   */
  static Optional<ImageHeader> of(
      Format format,
      int width,
      int height,
      int orientation,
      StoredSamples samples,
      String unsupported) {
    if (width < 1 || height < 1) {
      return Optional.empty();
    }
    ImageSize stored = new ImageSize(width, height);
    // 5 to 8 exchange rows and columns.
    ImageSize size = orientation < 5 ? stored : stored.turned();
    return Optional.of(new ImageHeader(format, size, orientation, samples, unsupported));
  }
}
