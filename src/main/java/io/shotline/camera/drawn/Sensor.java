package io.shotline.camera.drawn;

import java.util.Random;

/**
 * The camera's eye: uneven light and noise over a drawn scene. Works on whole rows of integers, as
 * drawing must not take the time that the model needs.
 */
final class Sensor {
  private static final int NOISE = 1 << 16;

  /** Full light: 12 bits to multiply a level with, and 12 more for the small steps along a row. */
  private static final int ONE = 1 << 24;

  private final byte[] noise = new byte[NOISE];

  Sensor(Random random) {
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (byte) Math.round(Math.max(-9, Math.min(9, 2.5 * random.nextGaussian())));
    }
  }

  /**
   * Takes the picture.
   *
   * @param rgb 0xRRGGBB by rows
   * @param bgr receives three bytes a pixel
   */
  void expose(int[] rgb, int width, byte[] bgr, Random random) {
    int height = rgb.length / width;
    double gain = 1 + 0.05 * (2 * random.nextDouble() - 1);
    // From edge to edge: light falls off by a few percent towards one side.
    double slopeX = 0.04 * (2 * random.nextDouble() - 1);
    double slopeY = 0.04 * (2 * random.nextDouble() - 1);
    int step = (int) (ONE * slopeX / width);
    for (int y = 0; y < height; y++) {
      int light = (int) (ONE * (gain - slopeX / 2 + slopeY * ((double) y / height - 0.5)));
      int start = random.nextInt(NOISE);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        int factor = light >> 12;
        int grain = noise[(start + x) & (NOISE - 1)];
        int pixel = rgb[at];
        bgr[3 * at] = level((pixel & 0xFF) * factor, grain);
        bgr[3 * at + 1] = level((pixel >> 8 & 0xFF) * factor, grain);
        bgr[3 * at + 2] = level((pixel >> 16 & 0xFF) * factor, grain);
        light += step;
      }
    }
  }

  private static byte level(int lit, int grain) {
    return (byte) Math.max(0, Math.min(255, (lit >> 12) + grain));
  }
}
