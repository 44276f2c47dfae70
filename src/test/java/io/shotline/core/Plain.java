package io.shotline.core;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Plain images, drawn. */
public final class Plain {
  private Plain() {}

  /** A grey image with white rectangles. */
  public static EncodedImage marked(int width, int height, Region... marks) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(60, 60, 60));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.WHITE);
    for (Region mark : marks) {
      graphics.fillRect(mark.x(), mark.y(), mark.width(), mark.height());
    }
    graphics.dispose();
    return Samples.encode(image, "png");
  }

  /** An image of two grey levels. */
  public static EncodedImage halves(int left, int right) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(left, left, left));
    graphics.fillRect(0, 0, 320, 480);
    graphics.setColor(new Color(right, right, right));
    graphics.fillRect(320, 0, 320, 480);
    graphics.dispose();
    return Samples.encode(image, "png");
  }
}
