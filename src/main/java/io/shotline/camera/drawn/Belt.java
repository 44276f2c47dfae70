package io.shotline.camera.drawn;

import java.util.Random;

/** The ribbed rubber belt of one line, longer than the camera sees. */
final class Belt {
  private static final int SPARE = 256;
  private static final double RIB = 27;

  private final int width;
  private final int height;
  private final int[] rgb;

  /** Makes the belt for pictures of this size. */
  Belt(int width, int height, Random random) {
    this.width = width + SPARE;
    this.height = height;
    this.rgb = new int[this.width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < this.width; x++) {
        double rib = 7 * Math.sin(2 * Math.PI * x / RIB);
        int delta = (int) Math.round(rib + 3 * random.nextGaussian());
        rgb[y * this.width + x] = (70 + delta) << 16 | (78 + delta) << 8 | (86 + delta);
      }
    }
  }

  /** Fills a picture with the part of the belt that happens to be there. */
  void copyTo(int[] picture, Random random) {
    int shift = random.nextInt(SPARE);
    int pictureWidth = width - SPARE;
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, y * width + shift, picture, y * pictureWidth, pictureWidth);
    }
  }
}
