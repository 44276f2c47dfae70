package io.shotline.metrics;

import io.shotline.core.result.ScoredImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The scores of one product: the last of them, and the first of them after the shots or the model
 * changed, which the last are held against. Safe for use by many threads; adding is quick, the
 * levels are made when they are asked for.
 */
final class ScoreWindows {
  /** How many images a full window holds. */
  static final int IMAGES = 200;

  /** With fewer images there is no level: a few images say nothing. */
  static final int LEAST_IMAGES = 50;

  /**
   * What a window's scores are like.
   *
   * @param median half of the scores are at most this
   * @param high 95 % of the scores are at most this
   * @param anomalyShare of the scores, those at or above the threshold, 0 to 1
   */
  record Level(double median, double high, double anomalyShare) {
    /** The array is taken over. */
    static Level of(double[] scores, double threshold) {
      Arrays.sort(scores);
      long anomalous = Arrays.stream(scores).filter(score -> score >= threshold).count();
      return new Level(
          quantile(scores, 0.5), quantile(scores, 0.95), (double) anomalous / scores.length);
    }

    /** By nearest rank, so that it is a score that was seen. */
    private static double quantile(double[] sorted, double share) {
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }

  private final double[] first = new double[IMAGES];
  private final double[] last = new double[IMAGES];
  private List<String> shotDigests = List.of();
  private String modelName = "";
  private String modelVersion = "";
  // Both windows are judged by today's, so that another threshold is no drift.
  private double threshold = Double.NaN;
  private long count;
  private long lastMillis;

  /** Begins anew if these are other shots. */
  synchronized void compareWith(List<String> digests) {
    if (!digests.equals(shotDigests)) {
      shotDigests = List.copyOf(digests);
      count = 0;
    }
  }

  /** Takes the score of an image that was not skipped; begins anew if another model made it. */
  synchronized void add(ScoredImage image, long nowMillis) {
    if (!image.modelName().equals(modelName) || !image.modelVersion().equals(modelVersion)) {
      modelName = image.modelName();
      modelVersion = image.modelVersion();
      count = 0;
    }
    if (count < IMAGES) {
      first[(int) count] = image.score();
    }
    last[(int) (count % IMAGES)] = image.score();
    count++;
    threshold = image.threshold();
    lastMillis = nowMillis;
  }

  /** The level of the first images; empty while they are too few. */
  Optional<Level> reference() {
    return level(first, Long.MIN_VALUE);
  }

  /** The level of the last images; empty while they are too few, or none came since then. */
  Optional<Level> rolling(long sinceMillis) {
    return level(last, sinceMillis);
  }

  /** What the last score was held against; empty while there is none. */
  synchronized OptionalDouble threshold() {
    return Double.isNaN(threshold) ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }

  private Optional<Level> level(double[] window, long sinceMillis) {
    double[] scores;
    double limit;
    synchronized (this) {
      if (count < LEAST_IMAGES || lastMillis < sinceMillis) {
        return Optional.empty();
      }
      scores = Arrays.copyOf(window, (int) Math.min(count, IMAGES));
      limit = threshold;
    }
    return Optional.of(Level.of(scores, limit));
  }
}
