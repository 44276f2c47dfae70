package io.shotline.picture;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageHeader;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Draws an image anew, so that nothing of its file but the picture is left. Draws one at a time, so
 * that a service that scores keeps its memory: each holds all pixels of an image. Threads take
 * turns.
 */
public final class PlainPicture {
  private static final float QUALITY = 0.92f;

  private PlainPicture() {}

  /**
   * Returns the upright picture as a JPEG without metadata.
   *
   * @param longest side in pixels; a smaller image keeps its size
   * @throws IllegalArgumentException if the image cannot be drawn; says why
   */
  public static synchronized byte[] jpeg(EncodedImage image, int longest) {
    int orientation =
        ImageHeader.read(image.bytes()).map(ImageHeader::orientation).orElse(ImageHeader.UPRIGHT);
    try {
      return JpegFile.of(opaque(UprightSource.of(image, orientation, longest)), QUALITY, "");
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** JPEG has neither alpha nor a palette. */
  private static BufferedImage opaque(BufferedImage picture) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = opaque.createGraphics();
    pen.drawImage(picture, 0, 0, null);
    pen.dispose();
    return opaque;
  }
}
