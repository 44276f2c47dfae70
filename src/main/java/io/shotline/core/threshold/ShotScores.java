package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the shots of a product score by the model that images are scored with: each shot against the
 * others ("leave one out"). One shot has no others; mild variants of it stand in.
 *
 * @param leaveOneOut of shots that differ, the oldest first; none for fewer than two
 * @param standIns scores of the variants of the only shot; none for two shots or more
 */
public record ShotScores(List<Shot> leaveOneOut, List<Double> standIns) {
  /** Of a model that cannot compare shots, or of no shots. */
  public static final ShotScores NONE = new ShotScores(List.of(), List.of());

  /** From so many shots on the measured rules hold. */
  public static final int ENOUGH = 4;

  /** With fewer, each of two is as odd as the other. */
  private static final int LEAST_TO_BE_ODD = 3;

  /** Below it a score is rounding noise, and its logarithm says nothing. */
  private static final double LEAST = 1e-6;

  /** A shot and its score against the others. */
  public record Shot(String shotId, double score) {
    public Shot {
      requireNonNull(shotId, "shotId");
    }
  }

  /**
   * A shot that is unlike the others.
   *
   * @param limit the score that it is over
   */
  public record Odd(String shotId, double score, double limit) {
    public Odd {
      requireNonNull(shotId, "shotId");
    }
  }

  public ShotScores {
    leaveOneOut = List.copyOf(leaveOneOut);
    standIns = List.copyOf(standIns);
  }

  /** Returns how many shots that differ gave the scores. */
  public int shots() {
    return !leaveOneOut.isEmpty() ? leaveOneOut.size() : standIns.isEmpty() ? 0 : 1;
  }

  /** Returns whether there are too few shots to tell. */
  public boolean isUnsure() {
    return shots() < ENOUGH;
  }

  /**
   * Returns the threshold from the shots; empty if nothing was compared. It lies z deviations above
   * the mean of the logarithms. Their variance is drawn towards what such scores usually have, the
   * more the fewer shots there are. With two and three shots a wider rule takes the place of every
   * sensitivity. Source: measured by number of shots, chosen on six sets of images and three
   * others, and tried once on fourteen more.
   */
  public OptionalDouble threshold(Sensitivity sensitivity) {
    double[] logs = logs(values());
    if (logs.length == 0) {
      return OptionalDouble.empty();
    }
    boolean few = standIns.isEmpty() && isUnsure();
    SpreadRule rule = few ? SpreadRule.FEW_SHOTS : SpreadRule.of(sensitivity);
    // No score is above 1.
    return OptionalDouble.of(Math.min(1, Math.exp(rule.threshold(logs))));
  }

  /** Returns the median of the scores; empty if nothing was compared. */
  public OptionalDouble median() {
    double[] logs = logs(values());
    return logs.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.exp(Quantiles.of(logs, 0.5)));
  }

  /**
   * Returns the shots that are unlike the others: a picture of something else, one with a defect,
   * one of another exposure. One is odd whose score is over exp(q50 + 2.33 max(q84 - q50, 0.25)),
   * with the quantiles of the logarithms of the others' scores. Some good shots are named too: it
   * is a hint.
   */
  public List<Odd> odd() {
    List<Odd> odd = new ArrayList<>();
    for (int i = 0; leaveOneOut.size() >= LEAST_TO_BE_ODD && i < leaveOneOut.size(); i++) {
      List<Shot> others = new ArrayList<>(leaveOneOut);
      Shot shot = others.remove(i);
      double limit = Math.exp(SpreadRule.oddLimit(logs(others.stream().map(Shot::score).toList())));
      if (shot.score() > limit) {
        odd.add(new Odd(shot.shotId(), shot.score(), limit));
      }
    }
    return odd;
  }

  private List<Double> values() {
    return leaveOneOut.isEmpty() ? standIns : leaveOneOut.stream().map(Shot::score).toList();
  }

  private static double[] logs(List<Double> scores) {
    return scores.stream().mapToDouble(score -> Math.log(Math.max(LEAST, score))).toArray();
  }
}
