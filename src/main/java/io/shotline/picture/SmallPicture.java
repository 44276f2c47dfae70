package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.image.file.Inspection;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Draws images anew for a person: upright, shrunk, as JPEG files that hold nothing but the picture.
 * Draws one at a time, so that a service that scores keeps its memory. Safe for use by many
 * threads, which take turns.
 */
public final class SmallPicture {
  private static final float QUALITY = 0.85f;

  /** Above it pixels are left out when the file is read: 32 MB of memory as RGB. */
  private static final double MOST_PIXELS = 8e6;

  private final ImageLimits limits;

  /** Draws images that are within these limits. */
  public SmallPicture(ImageLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * Returns the picture as JPEG.
   *
   * @param longest side of the picture in pixels; a smaller image keeps its size
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  public synchronized EncodedImage of(EncodedImage image, int longest) throws IOException {
    if (limits.inspect(image) instanceof Inspection.Accepted accepted) {
      int orientation = accepted.header().orientation();
      BufferedImage drawn = UprightSource.of(image, orientation, longest, MOST_PIXELS);
      return new EncodedImage(JpegFile.of(opaque(drawn), QUALITY, ""));
    }
    throw new IOException(
        limits.check(image).map(refused -> refused.detail()).orElse("it is no image"));
  }

  /** JPEG has neither alpha nor 16 bits. */
  private static BufferedImage opaque(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = opaque.createGraphics();
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return opaque;
  }
}
