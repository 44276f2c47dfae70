package io.shotline.cli.print;

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

  static void draw(Graphics2D pen, ViewedPart viewed) {
    drawTiles(pen, viewed);
    if (viewed.share() < 1) {
      float wide = Math.max(2f, viewed.image().width() / 320f);
      drawRectangle(pen, viewed.region(), DARK, 2 * wide);
      drawRectangle(pen, viewed.region(), BRIGHT, wide);
    }
  }

  private static void drawTiles(Graphics2D pen, ViewedPart viewed) {
    if (viewed.tiles().count() == 1) {
      return;
    }
    double overlap = viewed.view().overlapPercent() / 100;
    TilePlaces columns = new TilePlaces(viewed.tiles().columns(), overlap);
    TilePlaces rows = new TilePlaces(viewed.tiles().rows(), overlap);
    Region all = viewed.region();
    int width = columns.piece(all.width());
    int height = rows.piece(all.height());
    for (int y : rows.starts(all.height())) {
      for (int x : columns.starts(all.width())) {
        drawRectangle(pen, new Region(all.x() + x, all.y() + y, width, height), BRIGHT, 1);
      }
    }
  }

  private static void drawRectangle(Graphics2D pen, Region region, Color colour, float width) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(width));
    pen.drawRect(region.x(), region.y(), region.width() - 1, region.height() - 1);
  }
}
