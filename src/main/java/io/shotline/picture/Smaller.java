package io.shotline.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Makes an image smaller so that thin scratches stay: pixels are averaged, none is left out. */
final class Smaller {
  private Smaller() {}

  /** Returns the image if its longer side is this or less, otherwise one of that side. */
  static BufferedImage of(BufferedImage image, int longest) {
    BufferedImage current = image;
    int side = Math.max(image.getWidth(), image.getHeight());
    while (side > longest) {
      // Bilinear averages all pixels down to the half, no further.
      double scale = Math.max(0.5, (double) longest / side);
      current = scaled(current, scale);
      side = Math.max(current.getWidth(), current.getHeight());
    }
    return current;
  }

  private static BufferedImage scaled(BufferedImage image, double scale) {
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = result.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return result;
  }
}
