package io.shotline.cli.print;

import io.shotline.core.image.Pixels;
import java.awt.image.BufferedImage;

/** Makes a picture of the pixels that a model was given, of whatever file: upright, 8 bits deep. */
final class PixelsPicture {
  private static final int OPAQUE = 255;
  private static final int COLOURS = 3;

  private PixelsPicture() {}

  /** Returns a picture of red, green and blue; what is transparent becomes black. */
  static BufferedImage of(Pixels pixels) {
    int width = pixels.size().width();
    int height = pixels.size().height();
    int channels = pixels.channels();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    byte[] row = new byte[width * channels];
    int[] colours = new int[width];
    for (int y = 0; y < height; y++) {
      pixels.readRow(y, row);
      for (int x = 0; x < width; x++) {
        colours[x] = colour(row, x * channels, channels);
      }
      picture.setRGB(0, y, width, 1, colours, 0, width);
    }
    return picture;
  }

  private static int colour(byte[] row, int at, int channels) {
    int alpha = channels > COLOURS ? row[at + COLOURS] & 0xFF : OPAQUE;
    int colour = 0;
    for (int i = at; i < at + COLOURS; i++) {
      colour = (colour << Byte.SIZE) | ((row[i] & 0xFF) * alpha / OPAQUE);
    }
    return colour;
  }
}
