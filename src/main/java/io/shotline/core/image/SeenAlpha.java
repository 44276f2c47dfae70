package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Pixels with alpha that count, as their rows are read, how many of a region nobody sees: alpha
 * leaves nothing of their colours. Closing it leaves the pixels open. For one thread at a time.
 */
public final class SeenAlpha implements Pixels {
  private static final int CHANNELS = 4;

  /** Premultiplied by less, colours have fewer levels than this, and become black at 0. */
  private static final int LEAST_ALPHA = 8;

  private final Pixels pixels;
  private final Region region;
  private final boolean[] counted;
  private long hidden;
  private long all;

  /**
   * @param pixels of 4 channels
   * @param region inside the image
   */
  public SeenAlpha(Pixels pixels, Region region) {
    this.pixels = requireNonNull(pixels, "pixels");
    this.region = requireNonNull(region, "region");
    this.counted = new boolean[region.height()];
  }

  /** Returns whether pixels have alpha to be counted. */
  public static boolean isIn(Pixels pixels) {
    return pixels.channels() == CHANNELS;
  }

  /** Returns the share of the region that is hidden, of the rows that were read. */
  public double hiddenShare() {
    return all == 0 ? 0 : (double) hidden / all;
  }

  @Override
  public ImageSize size() {
    return pixels.size();
  }

  @Override
  public int channels() {
    return pixels.channels();
  }

  @Override
  public OptionalInt usedBits() {
    return pixels.usedBits();
  }

  @Override
  public void readRow(int y, byte[] row) {
    pixels.readRow(y, row);
    int line = y - region.y();
    if (line >= 0 && line < counted.length && !counted[line]) {
      counted[line] = true;
      count(row);
    }
  }

  private void count(byte[] row) {
    int end = (region.x() + region.width()) * CHANNELS;
    for (int alpha = region.x() * CHANNELS + CHANNELS - 1; alpha < end; alpha += CHANNELS) {
      if ((row[alpha] & 0xFF) < LEAST_ALPHA) {
        hidden++;
      }
    }
    all += region.width();
  }

  @Override
  public void close() {}
}
