package io.shotline.core.image;

/**
 * A part of an image whose height alone has been resized: the first half of {@link BicubicResize}
 * where the height comes first. Colours with alpha are premultiplied. Rows are read once each, from
 * the top; closing it leaves the image open.
 */
final class LowerRows implements Pixels {
  private final Pixels pixels;
  private final Region part;
  private final ImageSize size;
  private final ResizeWeights down;
  private final byte[] source;
  private final int[] levels;

  /** The rows under the kernel. */
  private final int[][] lines;

  private int next;

  /**
   * @param part in whole pixels, inside the image
   * @param height lower than the part's
   */
  LowerRows(Pixels pixels, Region part, int height) {
    this.pixels = pixels;
    this.part = part;
    this.size = new ImageSize(part.width(), height);
    this.down = new ResizeWeights(part.height(), height, 0, height);
    this.source = new byte[Math.toIntExact((long) pixels.size().width() * pixels.channels())];
    this.levels = new int[part.width() * pixels.channels()];
    this.lines = new int[down.taps()][levels.length];
  }

  /**
   * Returns whether the height is resized before the width: where it shrinks by more than twice as
   * many pixels, as in Pillow from version 13 on.
   */
  static boolean comeFirst(ImageSize size, ImageSize target) {
    long lower = (long) size.height() - target.height();
    long narrower = (long) size.width() - target.width();
    // Where the width stays, the order makes no difference.
    return lower > 0 && lower > 2 * narrower && narrower != 0;
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int channels() {
    return pixels.channels();
  }

  @Override
  public void readRow(int y, byte[] row) {
    for (; next < down.end(y); next++) {
      read(next, lines[next % lines.length]);
    }
    down.flatten(y, lines, levels);
    for (int i = 0; i < levels.length; i++) {
      row[i] = (byte) levels[i];
    }
  }

  private void read(int y, int[] line) {
    pixels.readRow(part.y() + y, source);
    int from = part.x() * channels();
    if (channels() == 4) {
      premultiply(source, from, from + line.length);
    }
    for (int i = 0; i < line.length; i++) {
      line[i] = source[from + i] & 0xFF;
    }
  }

  /** Multiplies colours by their alpha, in Pillow's rounding. */
  static void premultiply(byte[] row, int from, int to) {
    for (int at = from; at < to; at += 4) {
      int alpha = row[at + 3] & 0xFF;
      if (alpha < 255) {
        for (int i = at; i < at + 3; i++) {
          row[i] = (byte) (((row[i] & 0xFF) * alpha + 127) / 255);
        }
      }
    }
  }

  @Override
  public void close() {}
}
