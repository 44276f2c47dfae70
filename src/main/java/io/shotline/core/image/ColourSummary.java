package io.shotline.core.image;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The colours of an image, as far as they tell that channels were exchanged or that colour is
 * lacking. Compares images of one product, which differ in little else.
 */
public final class ColourSummary {
  /** Levels of green that are kept apart. */
  private static final int BANDS = 8;

  /** Pixels of a tile that are looked at, about. */
  private static final int SAMPLES = 4096;

  private static final int BAND_WIDTH = 256 / BANDS;

  /** Below so many levels, on average of an image, there is no colour to speak of. */
  private static final double LITTLE = 3;

  /** A picture of so many times less chroma than another is grey beside it. */
  private static final double TIMES = 4;

  /** A defect in colour makes no picture of a grey thing a colourful one. */
  private static final double MUCH = 8;

  /** The levels of 995 of 1000 pixels; noise and hot pixels of a covered lens lie beside them. */
  private static final int HOT_IN_MILLE = 5;

  /** A picture of fewer levels shows nothing; of 588 pictures of five sets the least has 47. */
  private static final int LEAST_LEVELS = 8;

  private final double[] means;
  private final double chroma;

  /**
   * Per band of green the sum of red - blue over its pixels, as a share of all pixels. An exchange
   * of red and blue turns each sign, and nothing else does.
   */
  private final double[] tints;

  /** Levels between the darkest and the brightest pixel, in the channel that has most. */
  private final int levels;

  private ColourSummary(double[] means, double chroma, double[] tints, int levels) {
    this.means = means;
    this.levels = levels;
    this.chroma = chroma;
    this.tints = tints;
  }

  /** Returns the colours of all tiles of an image, at least one. */
  public static ColourSummary of(List<DecodedImage> tiles) {
    long[] sums = new long[DecodedImage.CHANNELS];
    long[] tints = new long[BANDS];
    int[][] histograms = new int[DecodedImage.CHANNELS][256];
    long chroma = 0;
    long count = 0;
    for (DecodedImage tile : tiles) {
      byte[] pixels = tile.pixels();
      int step = DecodedImage.CHANNELS * stride(tile.size());
      for (int i = 0; i < pixels.length; i += step) {
        int red = pixels[i] & 0xFF;
        int green = pixels[i + 1] & 0xFF;
        int blue = pixels[i + 2] & 0xFF;
        histograms[0][red]++;
        histograms[1][green]++;
        histograms[2][blue]++;
        sums[0] += red;
        sums[1] += green;
        sums[2] += blue;
        chroma += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        tints[green / BAND_WIDTH] += red - blue;
        count++;
      }
    }
    int levels = levels(histograms, count * HOT_IN_MILLE / 2000);
    return new ColourSummary(
        shares(sums, count), (double) chroma / count, shares(tints, count), levels);
  }

  private static int levels(int[][] histograms, long beside) {
    int most = 0;
    for (int[] histogram : histograms) {
      most = Math.max(most, levels(histogram, beside));
    }
    return most;
  }

  /** Returns how far the levels reach, without so many pixels at either end. */
  private static int levels(int[] histogram, long beside) {
    int least = 0;
    for (long below = histogram[0]; below <= beside; below += histogram[least]) {
      least++;
    }
    int most = histogram.length - 1;
    for (long above = histogram[most]; above <= beside; above += histogram[most]) {
      most--;
    }
    return most - least;
  }

  /** Returns that the picture has one colour, with the figures and the remedy; empty if not. */
  public Optional<String> oneColour() {
    return levels < LEAST_LEVELS
        ? Optional.of(
            "it shows one colour: mean red, green, blue "
                + levels()
                + ", which vary by "
                + levels
                + " of 255; look at the light, the lens and its cap")
        : Optional.empty();
  }

  /**
   * Some thousand pixels tell as much as all; a stride without a factor of the width meets all
   * columns.
   */
  private static int stride(ImageSize size) {
    long stride = Math.max(1, size.pixels() / SAMPLES);
    BigInteger width = BigInteger.valueOf(size.width());
    while (!BigInteger.valueOf(stride).gcd(width).equals(BigInteger.ONE)) {
      stride++;
    }
    return Math.toIntExact(stride);
  }

  private static double[] shares(long[] sums, long count) {
    double[] shares = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      shares[i] = (double) sums[i] / count;
    }
    return shares;
  }

  /**
   * Returns how the colours differ from those of an image of the same product, with the figures and
   * the remedy; empty if neither channels were exchanged nor colour is lacking on one side.
   */
  public Optional<String> shiftFrom(ColourSummary other) {
    if (other.chroma >= LITTLE && chroma < other.chroma / TIMES) {
      return Optional.of(
          words("it is grey and the shots have colour", other)
              + "; set the camera to colour, or give grey shots");
    }
    if (chroma >= TIMES * other.chroma + MUCH) {
      return Optional.of(
          other.chroma < LITTLE
              ? words("it has colour and the shots are grey", other)
                  + "; set the camera to grey, or give shots in colour"
              : words("it has far more colour than the shots", other)
                  + "; look at the light, and whether the file is whole");
    }
    return isSwapped(other)
        ? Optional.of(
            words("red and blue look exchanged", other)
                + "; check whether the camera sends RGB or BGR")
        : Optional.empty();
  }

  /** Whether it is much more like the other with red and blue exchanged. */
  private boolean isSwapped(ColourSummary other) {
    double size = 0;
    double otherSize = 0;
    double asIs = 0;
    double swapped = 0;
    for (int band = 0; band < BANDS; band++) {
      size += Math.abs(tints[band]);
      otherSize += Math.abs(other.tints[band]);
      asIs += Math.abs(tints[band] - other.tints[band]);
      swapped += Math.abs(tints[band] + other.tints[band]);
    }
    return size >= LITTLE && otherSize >= LITTLE && swapped < asIs / 2;
  }

  private String words(String finding, ColourSummary other) {
    return finding + ": mean red, green, blue " + levels() + ", of a shot " + other.levels();
  }

  private String levels() {
    return String.format(Locale.ROOT, "%.0f, %.0f, %.0f", means[0], means[1], means[2]);
  }
}
