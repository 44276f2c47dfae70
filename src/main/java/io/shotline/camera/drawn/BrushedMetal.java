package io.shotline.camera.drawn;

import java.awt.Paint;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A sheet of aluminium, brushed along x, that plates are cut from. */
final class BrushedMetal {
  private static final int SIDE = 512;
  private static final int RED = 0xB4;
  private static final int GREEN = 0xB8;
  private static final int BLUE = 0xBD;

  private final BufferedImage sheet = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);

  BrushedMetal() {
    // One alloy for all lines, so not from a line's seed.
    Random random = new Random(7);
    for (int y = 0; y < SIDE; y++) {
      double row = random.nextGaussian() * 2.5;
      double streak = 0;
      for (int x = 0; x < SIDE; x++) {
        streak = 0.97 * streak + 0.5 * random.nextGaussian();
        sheet.setRGB(x, y, colour((int) Math.round(row + streak)));
      }
    }
  }

  /** The metal from some place of the sheet. */
  Paint paint(Random random) {
    int x = random.nextInt(SIDE);
    int y = random.nextInt(SIDE);
    return new TexturePaint(sheet, new Rectangle2D.Float(x, y, SIDE, SIDE));
  }

  private static int colour(int delta) {
    return 0xFF000000 | (RED + delta) << 16 | (GREEN + delta) << 8 | (BLUE + delta);
  }
}
