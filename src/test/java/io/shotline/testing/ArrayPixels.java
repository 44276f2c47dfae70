package io.shotline.testing;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pixels in an array. Counts how often it was closed. */
public final class ArrayPixels implements Pixels {
  private final ImageSize size;
  private final int channels;
  private final byte[] levels;
  private int closed;

  /** Takes the array over: row by row, so many bytes per pixel. */
  public ArrayPixels(ImageSize size, int channels, byte[] levels) {
    this.size = size;
    this.channels = channels;
    this.levels = levels;
    if (levels.length != size.pixels() * channels) {
      throw new IllegalArgumentException(levels.length + " bytes for " + size);
    }
  }

  /** Three channels of 0. */
  public static ArrayPixels black(ImageSize size) {
    return new ArrayPixels(size, 3, new byte[(int) size.pixels() * 3]);
  }

  /** Noise, the same for each seed. */
  public static ArrayPixels noise(ImageSize size, int channels, long seed) {
    byte[] levels = new byte[(int) size.pixels() * channels];
    new Random(seed).nextBytes(levels);
    return new ArrayPixels(size, channels, levels);
  }

  /** Red, green and blue of an image, and alpha where it has it. */
  public static ArrayPixels of(BufferedImage image) {
    ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
    boolean alpha = image.getColorModel().hasAlpha();
    int channels = alpha ? 4 : 3;
    ArrayPixels pixels = new ArrayPixels(size, channels, new byte[(int) size.pixels() * channels]);
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        pixels.levels[at++] = (byte) (rgb >> 16);
        pixels.levels[at++] = (byte) (rgb >> 8);
        pixels.levels[at++] = (byte) rgb;
        if (alpha) {
          pixels.levels[at++] = (byte) (rgb >>> 24);
        }
      }
    }
    return pixels;
  }

  /** All bytes; changes of them are seen. */
  public byte[] levels() {
    return levels;
  }

  /** How often it was closed. */
  public int closedCount() {
    return closed;
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void readRow(int y, byte[] row) {
    int length = size.width() * channels;
    System.arraycopy(levels, y * length, row, 0, length);
  }

  @Override
  public void close() {
    closed++;
  }
}
