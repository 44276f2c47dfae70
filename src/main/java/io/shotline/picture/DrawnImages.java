package io.shotline.picture;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.line.AlertDrawing;
import io.shotline.core.result.ScoredImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;

/**
 * Draws images for people who are not at this machine. Nothing but pixels passes from a file into a
 * picture: no names, places or cameras. Safe for use by many threads; two at a time draw, since
 * each holds all pixels of an image.
 */
public final class DrawnImages implements AlertDrawing {
  /** Longest side of an image with its result. */
  private static final int MARKED_PIXELS = 1600;

  private static final float QUALITY = 0.92f;
  private static final int AT_ONCE = 2;

  private final Semaphore turns = new Semaphore(AT_ONCE);

  /** Draws something. */
  private interface Drawing {
    byte[] draw() throws IOException;
  }

  /**
   * Returns a JPEG of an upright image, in its size.
   *
   * @throws IllegalArgumentException if the image cannot be drawn; says why
   */
  public byte[] jpeg(EncodedImage image) {
    return drawn(
        () -> {
          int orientation =
              ImageHeader.read(image.bytes())
                  .map(ImageHeader::orientation)
                  .orElse(ImageHeader.UPRIGHT);
          BufferedImage upright = UprightSource.of(image, orientation, Integer.MAX_VALUE);
          return JpegFile.of(opaque(upright), QUALITY, "");
        });
  }

  @Override
  public byte[] png(EncodedImage image, ScoredImage result) {
    return drawn(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          ImageIO.write(Pane.marked(image, result, MARKED_PIXELS), "png", bytes);
          return bytes.toByteArray();
        });
  }

  private byte[] drawn(Drawing drawing) {
    turns.acquireUninterruptibly();
    try {
      return drawing.draw();
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } finally {
      turns.release();
    }
  }

  /** JPEG has no alpha, and no other colours than 8 bits of red, green and blue. */
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = opaque.createGraphics();
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return opaque;
  }
}
