package io.shotline.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The scores of a few images against each bank, and how long they took. Used by one thread. */
final class ScoredBatch {
  private final List<LabelledImage> images;
  private final double[][] scores;
  private final long[][] nanos;

  ScoredBatch(List<LabelledImage> images, int banks) {
    this.images = List.copyOf(images);
    this.scores = new double[images.size()][banks];
    this.nanos = new long[images.size()][banks];
    for (double[] row : scores) {
      Arrays.fill(row, Double.NaN);
    }
  }

  List<LabelledImage> images() {
    return images;
  }

  void set(int image, int bank, double score, long took) {
    scores[image][bank] = score;
    nanos[image][bank] = took;
  }

  /** Returns a score; empty if the image was not judged against this bank. */
  OptionalDouble score(int image, int bank) {
    double score = scores[image][bank];
    return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  long nanos(int image, int bank) {
    return nanos[image][bank];
  }
}
