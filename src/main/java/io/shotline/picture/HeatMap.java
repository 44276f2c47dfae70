package io.shotline.picture;

import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.ViewedPart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Draws over an image where it differs: its residuals over the part that was looked at, from clear
 * to red at twice the threshold, the borders of the view, and a frame around the hottest region of
 * an anomaly.
 */
final class HeatMap {
  private static final int OPAQUE_ENOUGH = 170;

  private HeatMap() {}

  /**
   * Draws the result.
   *
   * @param pen whose units are pixels of the upright image
   * @param line width of a line of two dots on the picture, in those units
   */
  static void draw(Graphics2D pen, ScoredImage result, float line) {
    ViewedPart viewed = result.viewedPart();
    if (result.residualMap() != null && viewed != null) {
      drawHeat(pen, result.residualMap(), viewed.region(), result.threshold());
      ViewBorders.draw(pen, viewed, line);
    }
    if (result.verdict() == Verdict.ANOMALOUS) {
      result.hottestRegion().ifPresent(region -> drawFrame(pen, region, line));
    }
  }

  private static void drawHeat(Graphics2D pen, ResidualMap map, Region seen, double threshold) {
    BufferedImage heat = new BufferedImage(map.columns(), map.rows(), BufferedImage.TYPE_INT_ARGB);
    double full = Math.max(2 * threshold, 1e-6);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        heat.setRGB(column, row, colour(Math.min(1, map.value(row, column) / full)));
      }
    }
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(heat, seen.x(), seen.y(), seen.width(), seen.height(), null);
  }

  /** From clear over yellow to red; little heat is nearly clear, so that the part stays visible. */
  private static int colour(double heat) {
    int alpha = (int) (OPAQUE_ENOUGH * Math.pow(heat, 1.5));
    int green = (int) (220 * (1 - heat));
    return new Color(255, green, 0, alpha).getRGB();
  }

  /** The heat inside is red as well, so the red line lies in a white one. */
  private static void drawFrame(Graphics2D pen, Region region, float line) {
    drawRectangle(pen, region, Color.WHITE, 3 * line);
    drawRectangle(pen, region, Color.RED, 1.5f * line);
  }

  private static void drawRectangle(Graphics2D pen, Region region, Color colour, float width) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(width));
    pen.drawRect(region.x(), region.y(), region.width() - 1, region.height() - 1);
  }
}
