package io.shotline.core.image;

/**
 * Pillow's bicubic resize of a part of an image, to the last level: the columns first, rounded and
 * clipped to whole levels before the rows. A level off moves residuals by 1e-4. What lies outside
 * of the part is not seen, as if the part had been cut out first. Reads each row once and holds no
 * more of them than the kernel covers, and one.
 *
 * <p>Colours with alpha are premultiplied, resized and divided by the resized alpha. A part that
 * keeps its size keeps its colours, transparent ones too.
 */
public final class BicubicResize {
  private final Pixels pixels;
  private final Region part;
  private final ResizeWeights across;
  private final ResizeWeights down;
  private final boolean transparent;
  private final byte[] row;
  private final long[] pair;

  private BicubicResize(Pixels pixels, Region part, FittedImage fitted) {
    this.pixels = pixels;
    this.part = part;
    ImageSize scaled = fitted.scaled();
    ImageSize seen = fitted.seen();
    this.across = new ResizeWeights(part.width(), scaled.width(), fitted.left(), seen.width());
    this.down = new ResizeWeights(part.height(), scaled.height(), fitted.top(), seen.height());
    this.transparent = pixels.channels() == 4 && !scaled.equals(fitted.source());
    this.row = new byte[Math.toIntExact((long) pixels.size().width() * pixels.channels())];
    this.pair = new long[row.length];
  }

  /**
   * Squeezes a part into a size. The height comes first where it shrinks by more than twice as many
   * pixels as the width, as in Pillow from version 13 on; else the width.
   *
   * @param part in whole pixels, inside the image
   */
  public static DecodedImage resize(Pixels pixels, Region part, ImageSize target) {
    ImageSize size = size(pixels, part);
    if (LowerRows.comeFirst(size, target)) {
      LowerRows rows = new LowerRows(pixels, part, target.height());
      Region all = new Region(0, 0, size.width(), target.height());
      return new BicubicResize(rows, all, new FittedImage(rows.size(), target, 0, 0, target)).run();
    }
    FittedImage fitted = new FittedImage(size, target, 0, 0, target);
    return new BicubicResize(pixels, part, fitted).run();
  }

  /**
   * Scales the shorter side of a part to this side and keeps the middle square. The width comes
   * first, as in the Pillow that the published numbers were made with.
   *
   * @param part in whole pixels, inside the image
   */
  public static DecodedImage centre(Pixels pixels, Region part, int side) {
    Fitting fitting = new Fitting(Fit.CENTRE, new ImageSize(side, side));
    return new BicubicResize(pixels, part, fitting.of(size(pixels, part))).run();
  }

  private static ImageSize size(Pixels pixels, Region part) {
    ImageSize all = pixels.size();
    if (part.x() < 0
        || part.y() < 0
        || part.width() > all.width() - part.x()
        || part.height() > all.height() - part.y()) {
      throw new IllegalArgumentException(part + " is not inside an image of " + all + " pixels");
    }
    return new ImageSize(part.width(), part.height());
  }

  private DecodedImage run() {
    ImageSize seen = new ImageSize(across.kept(), down.kept());
    DecodedImage image = DecodedImage.black(seen);
    int[] levels = new int[seen.width() * pixels.channels()];
    // The rows under the kernel, each already as wide as the output.
    int[][] lines = new int[down.taps() + 1][levels.length];
    int next = down.first(0);
    for (int y = 0; y < seen.height(); y++) {
      for (; next < down.end(y); next += 2) {
        narrow(next, lines[next % lines.length], lines[(next + 1) % lines.length]);
      }
      down.flatten(y, lines, levels);
      put(levels, image.pixels(), y * seen.width() * DecodedImage.CHANNELS);
    }
    return image;
  }

  /** Two rows at once, of which the second may not be needed. */
  private void narrow(int y, int[] line, int[] other) {
    int from = part.x() * pixels.channels();
    int to = from + part.width() * pixels.channels();
    read(y, from, to);
    for (int i = from; i < to; i++) {
      pair[i] = row[i] & 0xFF;
    }
    if (y + 1 < down.end(down.kept() - 1)) {
      read(y + 1, from, to);
      for (int i = from; i < to; i++) {
        pair[i] |= (long) (row[i] & 0xFF) << 32;
      }
    }
    if (pixels.channels() == 3) {
      across.narrow3(pair, from, line, other);
    } else {
      across.narrow4(pair, from, line, other);
    }
  }

  private void read(int y, int from, int to) {
    pixels.readRow(part.y() + y, row);
    if (transparent) {
      premultiply(from, to);
    }
  }

  private void premultiply(int from, int to) {
    if (!(pixels instanceof LowerRows)) {
      LowerRows.premultiply(row, from, to);
    }
  }

  private void put(int[] levels, byte[] image, int from) {
    if (pixels.channels() == 3) {
      for (int i = 0; i < levels.length; i++) {
        image[from + i] = (byte) levels[i];
      }
      return;
    }
    int at = from;
    for (int i = 0; i < levels.length; i += 4) {
      int alpha = transparent ? levels[i + 3] : 255;
      for (int channel = 0; channel < 3; channel++) {
        int level = levels[i + channel];
        image[at++] = (byte) (alpha == 0 ? level : Math.min(255, level * 255 / alpha));
      }
    }
  }
}
