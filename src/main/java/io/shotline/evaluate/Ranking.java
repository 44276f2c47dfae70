package io.shotline.evaluate;

import io.shotline.evaluate.Figures.MissedAt;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of good and of bad images, and the figures that follow from their order. Equal scores are
 * one step: no order among them is better than another.
 */
public final class Ranking {
  private static final List<Integer> FALSE_ALARM_PERCENTS = List.of(2, 5, 10);

  /** Ascending. */
  private final double[] good;

  /** Ascending. */
  private final double[] bad;

  /**
   * @param good scores of good images, at least one
   * @param bad scores of bad images, at least one
   */
  public Ranking(double[] good, double[] bad) {
    this.good = sorted(good);
    this.bad = sorted(bad);
  }

  /** Returns the ranking of images, of which at least one is good and one is bad. */
  static Ranking of(List<JudgedImage> images) {
    return new Ranking(scores(images, false), scores(images, true));
  }

  /** Returns all figures but those of pixels, at this threshold. */
  Figures figures(double threshold) {
    double best = bestThreshold();
    return new Figures(
        good.length,
        bad.length,
        auroc(),
        averagePrecision(),
        f1(best),
        best,
        atLeast(good, threshold),
        bad.length - atLeast(bad, threshold),
        FALSE_ALARM_PERCENTS.stream().map(this::missedAt).toList(),
        null);
  }

  /** Returns how often a bad image scores above a good one; equal scores count half. */
  public double auroc() {
    double halves = 0;
    for (double score : bad) {
      int notBelow = atLeast(good, score);
      int above = atLeast(good, Math.nextUp(score));
      halves += 2.0 * (good.length - notBelow) + (notBelow - above);
    }
    return halves / (2.0 * good.length * bad.length);
  }

  /** Returns the sum of the precisions at each distinct score, weighted by the step of recall. */
  public double averagePrecision() {
    double sum = 0;
    int found = 0;
    for (int i = bad.length - 1; i >= 0; ) {
      double score = bad[i];
      int now = atLeast(bad, score);
      sum += (double) (now - found) * now / (now + atLeast(good, score));
      found = now;
      i = bad.length - 1 - found;
    }
    return sum / bad.length;
  }

  /** Returns the score from which on an image is best called bad, by F1. */
  private double bestThreshold() {
    double best = bad[0];
    for (double score : bad) {
      if (f1(score) >= f1(best)) {
        best = score;
      }
    }
    return best;
  }

  private double f1(double threshold) {
    int found = atLeast(bad, threshold);
    return 2.0 * found / (found + atLeast(good, threshold) + bad.length);
  }

  /** Returns what a threshold misses that lies just above the first good image it has to spare. */
  private MissedAt missedAt(int percent) {
    int allowed = good.length * percent / 100;
    int spared = good.length - 1 - allowed;
    return new MissedAt(
        percent, spared < 0 ? 0 : bad.length - atLeast(bad, Math.nextUp(good[spared])));
  }

  /** Returns how many scores are at or above a threshold. */
  private static int atLeast(double[] ascending, double threshold) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] >= threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return ascending.length - low;
  }

  private static double[] scores(List<JudgedImage> images, boolean isBad) {
    return images.stream()
        .filter(image -> image.image().isBad() == isBad)
        .mapToDouble(JudgedImage::score)
        .toArray();
  }

  private static double[] sorted(double[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("a ranking needs good and bad images, got none of one");
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
