package io.shotline.core.image.file;

import io.shotline.core.image.Pixels;

/** The pixels that a file stores last. */
public final class LastPixels {
  private static final int SIDE = 4;
  private static final byte MIDDLE = (byte) 128;

  private LastPixels() {}

  /**
   * Returns whether the last pixels of a JPEG are grey of the middle level. A decoder fills up with
   * it where the data ends before the image does.
   *
   * @param upright the image the right way up
   * @param orientation of the file by EXIF, 1 to 8
   */
  public static boolean areFilledUp(Pixels upright, int orientation) {
    int width = upright.size().width();
    int height = upright.size().height();
    int side = Math.min(SIDE, Math.min(width, height));
    int channels = upright.channels();
    byte[] row = new byte[Math.toIntExact((long) width * channels)];
    int top = UprightPixels.isFlipped(orientation) ? 0 : height - side;
    int left = UprightPixels.isMirrored(orientation) ? 0 : width - side;
    for (int y = top; y < top + side; y++) {
      upright.readRow(y, row);
      for (int i = left * channels; i < (left + side) * channels; i++) {
        if (row[i] != MIDDLE) {
          return false;
        }
      }
    }
    return true;
  }
}
