package io.shotline.tensorflow;

import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Sound plates of the drawn line, stretched to a size, and marks that are drawn afterwards. */
final class StretchedPlates {
  private final List<BufferedImage> plates =
      new SimulatedLine(5, 1, 0).normalShots(8).stream().map(frame -> read(frame.image())).toList();

  /** Returns one of eight plates. */
  BufferedImage plate(int index, ImageSize size) {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(plates.get(index), 0, 0, size.width(), size.height(), null);
    pen.dispose();
    return image;
  }

  /** Returns the file of one of eight plates. */
  EncodedImage file(int index, ImageSize size) {
    return Samples.encode(plate(index, size), "png");
  }

  /** Returns the file of a plate with a red disc. */
  EncodedImage withDisc(int index, ImageSize size, double x, double y, double diameter) {
    BufferedImage image = plate(index, size);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.RED);
    int side = (int) Math.round(diameter);
    pen.fillOval(
        (int) Math.round(x - diameter / 2), (int) Math.round(y - diameter / 2), side, side);
    pen.dispose();
    return Samples.encode(image, "png");
  }

  private static BufferedImage read(EncodedImage file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
