package io.shotline.core.threshold;

import java.util.Arrays;

/**
 * The last scores of one product's images from one camera, which a threshold is learnt from. Those
 * that came while scores were high stay out of it. For one thread at a time.
 */
public final class ScoreWindow {
  /** How many scores are kept. */
  public static final int SIZE = 1_000;

  /** How many scores are needed to learn from. */
  public static final int ENOUGH = 200;

  /** The last scores are high if their median is over so many times the one that was learnt. */
  private static final double HIGH = 1.5;

  /** Below it a score is rounding noise, and its logarithm says nothing. */
  private static final double LEAST = 1e-6;

  private final double[] logs = new double[SIZE];
  private final boolean[] learnt = new boolean[SIZE];
  private long count;

  /** A score in its place. */
  public record Slot(int place, long number, double log, boolean isLearnt) {}

  /** Puts back a score that was kept elsewhere. */
  public void restore(Slot slot) {
    logs[slot.place()] = slot.log();
    learnt[slot.place()] = slot.isLearnt();
    count = Math.max(count, slot.number() + 1);
  }

  /**
   * Adds a score in the place of the oldest.
   *
   * @param medianLog the logarithm of the median that was learnt before; NaN: none was
   */
  public Slot add(double score, double medianLog) {
    int place = (int) (count % SIZE);
    logs[place] = Math.log(Math.max(LEAST, score));
    long number = count++;
    learnt[place] = !isHigh(medianLog);
    return new Slot(place, number, logs[place], learnt[place]);
  }

  /** Returns how many scores were added. */
  public long count() {
    return count;
  }

  /** Returns whether the median of the last {@value #ENOUGH} scores is too high to learn from. */
  public boolean isHigh(double medianLog) {
    return !Double.isNaN(medianLog)
        && count >= ENOUGH
        && Quantiles.of(last(ENOUGH), 0.5) > medianLog + Math.log(HIGH);
  }

  /** Returns the logarithms of the scores to learn from. */
  double[] learntLogs() {
    int filled = (int) Math.min(count, SIZE);
    double[] kept = new double[filled];
    int size = 0;
    for (int place = 0; place < filled; place++) {
      if (learnt[place]) {
        kept[size++] = logs[place];
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private double[] last(int number) {
    double[] last = new double[number];
    for (int i = 0; i < number; i++) {
      last[i] = logs[(int) ((count - 1 - i) % SIZE)];
    }
    return last;
  }
}
