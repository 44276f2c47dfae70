package io.shotline.cli;

import io.shotline.core.CentreCrop;
import io.shotline.core.EncodedImage;
import io.shotline.core.Region;
import io.shotline.core.ResidualMap;
import io.shotline.core.ScoredImage;
import io.shotline.core.Verdict;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The image with its residuals laid over it, from clear to red at twice the threshold, and a frame
 * around the hottest region of an anomaly.
 */
final class HeatMapPicture {
  private static final int OPAQUE_ENOUGH = 170;

  private HeatMapPicture() {}

  /** Writes the picture as PNG, in the size of the image. */
  static void write(EncodedImage image, ScoredImage result, Path file) throws IOException {
    BufferedImage source = ImageIO.read(new ByteArrayInputStream(image.bytes()));
    ResidualMap map = result.residualMap();
    if (source == null || map == null) {
      throw new IOException(file + ": Java cannot draw this variant of the format");
    }
    BufferedImage picture =
        new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.drawImage(source, 0, 0, null);
    drawHeat(pen, map, result);
    if (result.verdict() == Verdict.ANOMALOUS) {
      result.hottestRegion().ifPresent(region -> drawFrame(pen, region, source.getWidth()));
    }
    pen.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }

  private static void drawHeat(Graphics2D pen, ResidualMap map, ScoredImage result) {
    BufferedImage heat = new BufferedImage(map.columns(), map.rows(), BufferedImage.TYPE_INT_ARGB);
    double full = Math.max(2 * result.threshold(), 1e-6);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        heat.setRGB(column, row, colour(Math.min(1, map.value(row, column) / full)));
      }
    }
    if (result.imageSize() != null) {
      Region seen = CentreCrop.of(result.imageSize()).region();
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.drawImage(heat, seen.x(), seen.y(), seen.width(), seen.height(), null);
    }
  }

  /** From clear over yellow to red. */
  private static int colour(double heat) {
    int alpha = (int) (OPAQUE_ENOUGH * heat);
    int green = (int) (220 * (1 - heat));
    return new Color(255, green, 0, alpha).getRGB();
  }

  private static void drawFrame(Graphics2D pen, Region region, int imageWidth) {
    pen.setColor(Color.RED);
    pen.setStroke(new BasicStroke(Math.max(2f, imageWidth / 200f)));
    pen.drawRect(region.x(), region.y(), region.width() - 1, region.height() - 1);
  }
}
