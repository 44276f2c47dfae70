package io.shotline.tensorflow;

import io.shotline.core.image.EncodedImage;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Images of a part in any size, of which one place may look wrong. */
public final class DrawnPart {
  private DrawnPart() {}

  /** A part without a defect. */
  public static EncodedImage plain(int width, int height) {
    return drawn(width, height, 0, false);
  }

  /** A part with a red square of 40 x 40 pixels, at 400, 100 in an image of 640 x 480. */
  public static EncodedImage defect(int width, int height) {
    return defect(width, height, 0);
  }

  /** The same of another grey for each seed. */
  public static EncodedImage defect(int width, int height, int seed) {
    return drawn(width, height, seed, true);
  }

  /** Grey grows from left to right, so that patches differ. */
  private static EncodedImage drawn(int width, int height, int seed, boolean defect) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    for (int x = 0; x < width; x++) {
      int level = 60 + (60 * x / width + 10 * seed) % 120;
      pen.setColor(new Color(level, level, 200 - level));
      pen.fillRect(x, 0, 1, height);
    }
    if (defect) {
      pen.setColor(Color.RED);
      pen.fillRect(400 * width / 640, 100 * height / 480, 40, 40);
    }
    pen.dispose();
    return Samples.encode(image, "png");
  }
}
