package io.shotline.core;

import static io.shotline.core.Rejection.Reason.EMPTY_IMAGE;
import static io.shotline.core.Rejection.Reason.NOT_AN_IMAGE;
import static io.shotline.core.Rejection.Reason.TOO_MANY_BYTES;
import static io.shotline.core.Rejection.Reason.TOO_MANY_PIXELS;
import static io.shotline.core.Rejection.Reason.UNSUPPORTED_IMAGE;

import java.util.HexFormat;
import java.util.Optional;

/**
 * How large an image may be, checked on its header alone.
 *
 * @param maxBytes of the file
 * @param maxPixels of the decoded image
 */
public record ImageLimits(int maxBytes, long maxPixels) {
  /** 16 MB (2^24 bytes) and 50 megapixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(16 << 20, 50_000_000L);

  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException("limits of " + maxBytes + " bytes, " + maxPixels + " px");
    }
  }

  /** Why the image must not be decoded, or empty if it may. */
  public Optional<Rejection> check(EncodedImage image) {
    if (image.length() == 0) {
      return rejection(EMPTY_IMAGE, "the image has 0 bytes; send the JPEG, PNG or BMP file");
    }
    if (image.length() > maxBytes) {
      return rejection(
          TOO_MANY_BYTES,
          "the image has " + image.length() + " bytes, the limit is " + maxBytes + "; compress it");
    }
    Optional<ImageHeader> header = ImageHeader.read(image.bytes());
    if (header.isEmpty()) {
      return rejection(NOT_AN_IMAGE, "not a JPEG, PNG or BMP file; " + firstBytes(image.bytes()));
    }
    if (header.get().size().pixels() > maxPixels) {
      return rejection(
          TOO_MANY_PIXELS,
          header.get().size() + " pixels announced, the limit is " + maxPixels + "; scale it down");
    }
    return header.get().unsupported().isEmpty()
        ? Optional.empty()
        : rejection(UNSUPPORTED_IMAGE, header.get().unsupported());
  }

  private static Optional<Rejection> rejection(Rejection.Reason reason, String detail) {
    return Optional.of(new Rejection(reason, detail));
  }

  private static String firstBytes(byte[] bytes) {
    return "it begins with "
        + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
  }
}
