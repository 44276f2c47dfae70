package io.shotline.core.line;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts scores in bins of 2 % each, however many images there are: at most 470 numbers, and no
 * more than lie between the lowest score and the highest. For one thread at a time.
 */
public final class ScoreHistogram {
  private int first;
  private int[] counts = {};

  /** Makes one without an image. */
  public ScoreHistogram() {}

  /** Counts a score, 0 to 1. */
  public void add(double score) {
    int bin = ScoreBin.of(score);
    cover(bin, bin + 1);
    counts[bin - first]++;
  }

  /** Counts the scores of another too. */
  public void addAll(ScoreHistogram other) {
    if (other.counts.length > 0) {
      cover(other.first, other.first + other.counts.length);
      for (int i = 0; i < other.counts.length; i++) {
        counts[other.first + i - first] += other.counts[i];
      }
    }
  }

  /** Returns how many scores were counted. */
  public long images() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /**
   * Returns how many scores are at or above a threshold. A score within 1 % of the threshold may
   * count on either side of it; scores below 0.0001 are at 0 and below all thresholds but 0.
   */
  public long alertsAt(double threshold) {
    return IntStream.range(0, counts.length)
        .filter(i -> ScoreBin.middle(first + i) >= threshold)
        .mapToLong(i -> counts[i])
        .sum();
  }

  /** Returns the bins that have images, the lowest scores first. */
  public List<ScoreBin> bins() {
    return IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .mapToObj(i -> ScoreBin.of(first + i, counts[i]))
        .toList();
  }

  /** Makes room for the bins from one on to before another. */
  private void cover(int from, int to) {
    if (counts.length == 0) {
      first = from;
      counts = new int[to - from];
      return;
    }
    int start = Math.min(first, from);
    int end = Math.max(first + counts.length, to);
    if (end - start > counts.length) {
      int[] wider = new int[end - start];
      System.arraycopy(counts, 0, wider, first - start, counts.length);
      first = start;
      counts = wider;
    }
  }
}
