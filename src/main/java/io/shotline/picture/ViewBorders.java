package io.shotline.picture;

import io.shotline.core.image.Region;
import io.shotline.core.view.TilePlaces;
import io.shotline.core.view.ViewedPart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;

/** Draws the border of what was looked at where it is not all, and thin those of its tiles. */
final class ViewBorders {
  private static final Color DARK = new Color(0, 40, 120);
  private static final Color BRIGHT = new Color(140, 200, 255);

  private ViewBorders() {}

  /**
   * Draws them.
   *
   * @param line width of a line of two dots on the picture, in pixels of the image
   */
  static void draw(Graphics2D pen, ViewedPart viewed, float line) {
    drawTiles(pen, viewed, line / 2);
    if (viewed.share() < 1) {
      drawRectangle(pen, viewed.region(), DARK, 2 * line);
      drawRectangle(pen, viewed.region(), BRIGHT, line);
    }
  }

  private static void drawTiles(Graphics2D pen, ViewedPart viewed, float width) {
    if (viewed.tiles().count() == 1) {
      return;
    }
    double overlap = viewed.view().overlapPercent() / 100;
    TilePlaces columns = new TilePlaces(viewed.tiles().columns(), overlap);
    TilePlaces rows = new TilePlaces(viewed.tiles().rows(), overlap);
    Region all = viewed.region();
    int wide = columns.piece(all.width());
    int high = rows.piece(all.height());
    for (int y : rows.starts(all.height())) {
      for (int x : columns.starts(all.width())) {
        drawRectangle(pen, new Region(all.x() + x, all.y() + y, wide, high), BRIGHT, width);
      }
    }
  }

  private static void drawRectangle(Graphics2D pen, Region region, Color colour, float width) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(width));
    pen.drawRect(region.x(), region.y(), region.width() - 1, region.height() - 1);
  }
}
