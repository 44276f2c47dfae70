package io.shotline.cli.print;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.ViewedPart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * The upright image with its residuals laid over what was looked at, from clear to red at twice the
 * threshold, a frame around the hottest region of an anomaly, and the borders of the view.
 */
final class HeatMapPicture {
  private static final int OPAQUE_ENOUGH = 170;
  private static final String PNG_METADATA = "javax_imageio_png_1.0";

  private HeatMapPicture() {}

  /**
   * The picture as PNG, in the size of the upright image.
   *
   * @param note is put into the file before the pixels
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  static byte[] png(EncodedImage image, ScoredImage result, String note) throws IOException {
    try {
      return encode(draw(UprightSource.of(image, orientation(result)), result), note);
    } catch (OutOfMemoryError e) {
      throw new IOException("it is too large to be drawn: give the JVM more memory (-Xmx)", e);
    }
  }

  private static int orientation(ScoredImage result) {
    ViewedPart viewed = result.viewedPart();
    return viewed == null ? ImageHeader.UPRIGHT : viewed.orientation();
  }

  private static BufferedImage draw(BufferedImage source, ScoredImage result) {
    BufferedImage picture =
        new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.drawImage(source, 0, 0, null);
    if (result.residualMap() != null && result.viewedPart() != null) {
      drawHeat(pen, result.residualMap(), result.viewedPart().region(), result.threshold());
      ViewBorders.draw(pen, result.viewedPart());
    }
    if (result.verdict() == Verdict.ANOMALOUS) {
      result.hottestRegion().ifPresent(region -> drawFrame(pen, region, source.getWidth()));
    }
    pen.dispose();
    return picture;
  }

  private static byte[] encode(BufferedImage picture, String note) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", "shotline-image");
    entry.setAttribute("value", note);
    IIOMetadataNode text = new IIOMetadataNode("tEXt");
    text.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
    root.appendChild(text);
    metadata.mergeTree(PNG_METADATA, root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(picture, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
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
