package io.shotline.core.bank;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the pixels of a shot about their centre, counter-clockwise. The edges are repeated outwards
 * by a quarter of the longer side and 2 pixels before; what lies beyond is black. The levels are
 * those of Pillow's bilinear {@code Image.rotate} of the enlarged image, cut back to the shape.
 */
public final class TurnedCopies {
  /** How many copies of a shot there are. */
  public static final int COUNT = 7;

  private static final int STEP_DEGREES = 45;

  /** Pillow rounds sines so, which makes quarter turns exact. */
  private static final int DIGITS = 15;

  private static final int CHANNELS = DecodedImage.CHANNELS;

  private final ImageSize size;
  private final byte[] pixels;

  /** How far the edges are repeated. */
  private final int border;

  private TurnedCopies(DecodedImage image) {
    this.size = image.size();
    this.pixels = image.pixels();
    this.border = Math.max(size.width(), size.height()) / 4 + 2;
  }

  /** Returns the copies turned by 45, 90 and so on to 315 degrees, in the sizes of the image. */
  public static List<DecodedImage> of(DecodedImage image) {
    return image.copies(TurnedCopies::ofLook, TurnedCopies::ofLook);
  }

  private static List<DecodedImage> ofLook(DecodedImage image) {
    TurnedCopies copies = new TurnedCopies(image);
    List<DecodedImage> turned = new ArrayList<>();
    for (int copy = 1; copy <= COUNT; copy++) {
      turned.add(copies.turned(copy * STEP_DEGREES));
    }
    return turned;
  }

  private DecodedImage turned(int degrees) {
    double angle = Math.toRadians(degrees);
    double cos = rounded(StrictMath.cos(angle));
    double sin = rounded(StrictMath.sin(angle));
    double centreX = (size.width() + 2 * border) / 2.0;
    double centreY = (size.height() + 2 * border) / 2.0;
    double shiftX = cos * -centreX - sin * -centreY + centreX;
    double shiftY = sin * -centreX + cos * -centreY + centreY;
    byte[] result = new byte[pixels.length];
    int at = 0;
    for (int row = 0; row < size.height(); row++) {
      double y = border + row + 0.5;
      for (int column = 0; column < size.width(); column++) {
        double x = border + column + 0.5;
        copy(cos * x - sin * y + shiftX, sin * x + cos * y + shiftY, result, at);
        at += CHANNELS;
      }
    }
    return new DecodedImage(size, result);
  }

  /** Writes the levels at a position in the enlarged image; black beyond it stays black. */
  private void copy(double x, double y, byte[] result, int at) {
    if (!(x >= 0 && x < size.width() + 2 * border && y >= 0 && y < size.height() + 2 * border)) {
      return;
    }
    int column = (int) Math.floor(x - 0.5);
    int row = (int) Math.floor(y - 0.5);
    double right = x - 0.5 - column;
    double down = y - 0.5 - row;
    int left = inside(column, size.width()) * CHANNELS;
    int next = inside(column + 1, size.width()) * CHANNELS;
    int above = inside(row, size.height()) * size.width() * CHANNELS;
    int below = inside(row + 1, size.height()) * size.width() * CHANNELS;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double upper = between(level(above + left + channel), level(above + next + channel), right);
      double lower = between(level(below + left + channel), level(below + next + channel), right);
      result[at + channel] = (byte) (int) between(upper, lower, down);
    }
  }

  /** Returns the row or column of the image that a position of the enlarged image repeats. */
  private int inside(int position, int length) {
    return Math.max(0, Math.min(length - 1, position - border));
  }

  private int level(int index) {
    return pixels[index] & 0xFF;
  }

  private static double between(double first, double second, double share) {
    return first + (second - first) * share;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
  }
}
