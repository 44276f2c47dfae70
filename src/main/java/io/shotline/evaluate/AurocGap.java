package io.shotline.evaluate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much better one combination tells the images of a category apart than another, and how sure
 * that is. Both judged the same images with the same draws, so most of the luck is common to both:
 * what counts is how far each image moves among those of the other kind (DeLong's test).
 *
 * @param difference of the means of AUROC over the draws that both have
 * @param error standard error of the difference, from the images and from the draws
 */
record AurocGap(double difference, double error) {
  /** 19 of 20 differences of chance are smaller, in units of the standard error. */
  private static final double CLEAR = 2;

  /** A smaller one is of no use to anybody. */
  private static final double LEAST = 0.005;

  /** Returns what the second has before the first; both have at least one trial of a seed. */
  static AurocGap between(List<Trial> first, List<Trial> second) {
    Map<Path, Sum> moves = new HashMap<>();
    Sum ofDraws = new Sum();
    for (Trial before : first) {
      for (Trial after : second) {
        if (before.seed() == after.seed()) {
          ofDraws.add(after.figures().auroc() - before.figures().auroc());
          places(before).forEach((file, place) -> moves.computeIfAbsent(file, Sum::of).add(-place));
          places(after).forEach((file, place) -> moves.computeIfAbsent(file, Sum::of).add(place));
        }
      }
    }
    double variance = ofDraws.varianceOfMean();
    for (boolean isBad : new boolean[] {false, true}) {
      Sum all = new Sum();
      for (JudgedImage image : first.get(0).images()) {
        Sum own = moves.get(image.image().file());
        if (image.image().isBad() == isBad && own != null) {
          all.add(own.total / ofDraws.count);
        }
      }
      variance += all.varianceOfMean();
    }
    return new AurocGap(ofDraws.mean(), Math.sqrt(variance));
  }

  /** Returns whether the second is better than chance would make it. */
  boolean isClearlyBetter() {
    return difference >= LEAST && difference > CLEAR * error;
  }

  /** Returns whether the second is worse than chance would make it. */
  boolean isClearlyWorse() {
    return difference <= -LEAST && -difference > CLEAR * error;
  }

  /** Returns which share of the images of the other kind each image is on the right side of. */
  private static Map<Path, Double> places(Trial trial) {
    Map<Path, Double> places = new HashMap<>();
    for (JudgedImage image : trial.images()) {
      double right = 0;
      int others = 0;
      for (JudgedImage other : trial.images()) {
        if (other.image().isBad() != image.image().isBad()) {
          double gap = image.score() - other.score();
          right += (1 + Math.signum(image.image().isBad() ? gap : -gap)) / 2;
          others++;
        }
      }
      places.put(image.image().file(), right / others);
    }
    return places;
  }

  /** Values, as far as their mean and its error need them. */
  private static final class Sum {
    private double total;
    private double squares;
    private int count;

    static Sum of(Path file) {
      return new Sum();
    }

    void add(double value) {
      total += value;
      squares += value * value;
      count++;
    }

    double mean() {
      return total / count;
    }

    /** Of one value nothing is known, so that it adds nothing. */
    double varianceOfMean() {
      return count < 2 ? 0 : Math.max(0, squares / count - mean() * mean()) / (count - 1);
    }
  }
}
