package io.shotline.cli.print;

import io.shotline.core.image.Region;
import io.shotline.core.image.ViewedPart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;

/** Draws the border of what was looked at where it is not all, and thin those of its tiles. */
final class ViewBorders {
  private static final Color DARK = new Color(0, 40, 120);
  private static final Color BRIGHT = new Color(140, 200, 255);

  private ViewBorders() {}

  static void draw(Graphics2D pen, ViewedPart viewed) {
    drawTiles(pen, viewed);
    if (viewed.share() < 1) {
      float wide = Math.max(2f, viewed.image().width() / 320f);
      drawRectangle(pen, viewed.region(), DARK, 2 * wide);
      drawRectangle(pen, viewed.region(), BRIGHT, wide);
    }
  }

  private static void drawTiles(Graphics2D pen, ViewedPart viewed) {
    int columns = viewed.tiles().columns();
    int rows = viewed.tiles().rows();
    double overlap = viewed.view().overlapPercent() / 100;
    Region all = viewed.region();
    int width = length(all.width(), columns, overlap);
    int height = length(all.height(), rows, overlap);
    for (int tile = 0; tile < columns * rows && columns * rows > 1; tile++) {
      int x = all.x() + start(all.width() - width, tile % columns, columns);
      int y = all.y() + start(all.height() - height, tile / columns, rows);
      drawRectangle(pen, new Region(x, y, width, height), BRIGHT, 1);
    }
  }

  /** Returns the length of each of so many tiles that overlap and together cover a length. */
  private static int length(int all, int count, double overlap) {
    return Math.max(1, (int) Math.ceil(all / (count - (count - 1) * overlap) - 1e-6));
  }

  private static int start(int free, int number, int count) {
    return count == 1 ? 0 : Math.toIntExact(Math.round((double) number * free / (count - 1)));
  }

  private static void drawRectangle(Graphics2D pen, Region region, Color colour, float width) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(width));
    pen.drawRect(region.x(), region.y(), region.width() - 1, region.height() - 1);
  }
}
