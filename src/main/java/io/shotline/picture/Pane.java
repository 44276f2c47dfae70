package io.shotline.picture;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.view.ViewedPart;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Draws one image of a picture, the right way up, in a size that a person sees well. */
public final class Pane {
  /** A smaller image is made larger: its cells of heat would be a few dots. */
  private static final int LEAST_SIDE = 400;

  private Pane() {}

  /**
   * Returns the image with its result drawn over it.
   *
   * @param longest side of the pane
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  public static BufferedImage marked(EncodedImage image, ScoredImage result, int longest)
      throws IOException {
    ViewedPart viewed = result.viewedPart();
    int orientation = viewed == null ? orientation(image) : viewed.orientation();
    BufferedImage source = UprightSource.of(image, orientation, longest);
    BufferedImage pane = drawn(source, longest);
    if (viewed != null) {
      Graphics2D pen = pane.createGraphics();
      double scale = (double) pane.getWidth() / viewed.image().width();
      pen.scale(scale, (double) pane.getHeight() / viewed.image().height());
      HeatMap.draw(pen, result, (float) (2 / scale));
      pen.dispose();
    }
    return pane;
  }

  /**
   * Returns the image as it is.
   *
   * @param longest side of the pane
   * @throws IOException if it cannot be drawn; says in one line why and what helps
   */
  public static BufferedImage plain(EncodedImage image, int longest) throws IOException {
    return drawn(UprightSource.of(image, orientation(image), longest), longest);
  }

  private static int orientation(EncodedImage image) {
    return ImageHeader.read(image.bytes())
        .map(ImageHeader::orientation)
        .orElse(ImageHeader.UPRIGHT);
  }

  private static BufferedImage drawn(BufferedImage source, int longest) {
    int side = Math.max(source.getWidth(), source.getHeight());
    double scale = Math.max(1, (double) Math.min(longest, LEAST_SIDE) / side);
    int width = (int) Math.round(source.getWidth() * scale);
    int height = (int) Math.round(source.getHeight() * scale);
    BufferedImage pane = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pane.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(source, 0, 0, width, height, null);
    pen.dispose();
    return pane;
  }
}
