package io.shotline.picture;

import io.shotline.core.image.EncodedImage;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the image that a picture is drawn over, the right way up. */
final class UprightSource {
  private UprightSource() {}

  /** Above it pixels are left out when the file is read, so that memory is bounded. */
  private static final double MOST_PIXELS = 40e6;

  /**
   * Returns the upright image.
   *
   * @param orientation of the file by EXIF, 1 to 8
   * @param longest side that is wanted; a smaller image stays as it is
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  static BufferedImage of(EncodedImage image, int orientation, int longest) throws IOException {
    return of(image, orientation, longest, MOST_PIXELS);
  }

  /**
   * Returns the upright image.
   *
   * @param orientation of the file by EXIF, 1 to 8
   * @param longest side that is wanted; a smaller image stays as it is
   * @param mostPixels above it pixels are left out when the file is read
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  static BufferedImage of(EncodedImage image, int orientation, int longest, double mostPixels)
      throws IOException {
    try {
      return upright(Smaller.of(stored(image, mostPixels), longest), orientation);
    } catch (OutOfMemoryError e) {
      throw new IOException("it is too large to be drawn: give the JVM more memory (-Xmx)", e);
    }
  }

  private static BufferedImage upright(BufferedImage stored, int orientation) {
    if (orientation == 1) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    BufferedImage upright =
        orientation < 5
            ? new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = upright.createGraphics();
    pen.drawImage(stored, turn(orientation, width, height), null);
    pen.dispose();
    return upright;
  }

  /** Whole pixels go to whole pixels, so that nothing is blurred. */
  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  /** Java's decoders read less than the model's, and what they throw is of many kinds. */
  private static BufferedImage stored(EncodedImage image, double mostPixels) throws IOException {
    String reason = "it is of a variant that Java does not read";
    @Nullable Exception cause = null;
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(image.bytes()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        return read(readers.next(), in, mostPixels);
      }
    } catch (IOException | RuntimeException e) {
      reason = reason(e, reason);
      cause = e;
    }
    throw new IOException(
        "it cannot be drawn (" + reason + "): save it as RGB or grey without a colour profile",
        cause);
  }

  private static BufferedImage read(ImageReader reader, ImageInputStream in, double mostPixels)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      double pixels = (double) reader.getWidth(0) * reader.getHeight(0);
      int every = (int) Math.ceil(Math.sqrt(pixels / mostPixels));
      ImageReadParam parameters = reader.getDefaultReadParam();
      parameters.setSourceSubsampling(every, every, 0, 0);
      return reader.read(0, parameters);
    } finally {
      reader.dispose();
    }
  }

  private static String reason(Throwable failure, String otherwise) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String said = first.getMessage();
    return said == null ? otherwise : said.lines().findFirst().orElse(otherwise);
  }
}
