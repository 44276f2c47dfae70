package io.shotline.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Puts two pictures of one height side by side. */
public final class PicturePair {
  private static final int GAP = 6;

  private PicturePair() {}

  /** Returns the pair on white ground. */
  public static BufferedImage of(BufferedImage left, BufferedImage right) {
    BufferedImage pair =
        new BufferedImage(
            left.getWidth() + GAP + right.getWidth(),
            Math.max(left.getHeight(), right.getHeight()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pair.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, pair.getWidth(), pair.getHeight());
    pen.drawImage(left, 0, 0, null);
    pen.drawImage(right, left.getWidth() + GAP, 0, null);
    pen.dispose();
    return pair;
  }
}
