package io.shotline.convert;

import java.util.Arrays;

/**
 * The positions of a square grid of patches, brought to another grid in the two ways in which
 * published DINOv2 models do it (model.md, DINOv2). The same grid is left as it is.
 */
final class PositionGrid {
  /** Keys' kernel as PyTorch has it without antialiasing. */
  private static final double SHARP = -0.75;

  /** Keys' kernel as Pillow has it, and PyTorch with antialiasing. */
  private static final double SMOOTH = -0.5;

  /** The published code adds it so that no rounding loses a patch. */
  private static final double OFFSET = 0.1;

  private static final int TAPS = 4;

  private final float[] values;
  private final int width;
  private final int side;

  /**
   * Takes the positions.
   *
   * @param values [side * side, width]
   */
  PositionGrid(float[] values, int width) {
    this.values = values;
    this.width = width;
    this.side = (int) Math.sqrt((double) values.length / width);
  }

  /** Returns positions for a grid of a model without registers, [wanted * wanted, width]. */
  float[] interpolated(int wanted) {
    double scale = (wanted + OFFSET) / side;
    double[][] weights = new double[wanted][side];
    for (int i = 0; i < wanted; i++) {
      double source = (i + 0.5) / scale - 0.5;
      int first = (int) Math.floor(source) - 1;
      for (int tap = first; tap < first + TAPS; tap++) {
        // Beyond the border the outermost position is repeated.
        weights[i][Math.max(0, Math.min(side - 1, tap))] += keys(source - tap, SHARP);
      }
    }
    return resized(wanted, weights);
  }

  /** Returns positions for a grid of a model with registers, [wanted * wanted, width]. */
  float[] antialiased(int wanted) {
    double scale = (double) side / wanted;
    double stretch = Math.max(scale, 1);
    double[][] weights = new double[wanted][side];
    for (int i = 0; i < wanted; i++) {
      double centre = (i + 0.5) * scale;
      int first = (int) Math.max(0, centre - 2 * stretch + 0.5);
      int end = (int) Math.min(side, centre + 2 * stretch + 0.5);
      double sum = 0;
      for (int tap = first; tap < end; tap++) {
        weights[i][tap] = keys((tap - centre + 0.5) / stretch, SMOOTH);
        sum += weights[i][tap];
      }
      for (int tap = first; tap < end; tap++) {
        weights[i][tap] /= sum;
      }
    }
    return resized(wanted, weights);
  }

  /** Along the rows, then along the columns. */
  private float[] resized(int wanted, double[][] weights) {
    if (wanted == side) {
      return values.clone();
    }
    double[] narrow = new double[side * wanted * width];
    for (int row = 0; row < side; row++) {
      for (int i = 0; i < wanted; i++) {
        for (int tap = 0; tap < side; tap++) {
          for (int at = 0; weights[i][tap] != 0 && at < width; at++) {
            narrow[(row * wanted + i) * width + at] +=
                weights[i][tap] * values[(row * side + tap) * width + at];
          }
        }
      }
    }
    float[] result = new float[wanted * wanted * width];
    double[] line = new double[wanted * width];
    for (int i = 0; i < wanted; i++) {
      Arrays.fill(line, 0);
      for (int tap = 0; tap < side; tap++) {
        for (int at = 0; weights[i][tap] != 0 && at < line.length; at++) {
          line[at] += weights[i][tap] * narrow[tap * line.length + at];
        }
      }
      for (int at = 0; at < line.length; at++) {
        result[i * line.length + at] = (float) line[at];
      }
    }
    return result;
  }

  /** Keys, IEEE ASSP 29, 1981. */
  private static double keys(double signed, double a) {
    double x = Math.abs(signed);
    if (x <= 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
  }
}
