package io.shotline.work;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the results of two ways to compute a model against each other, image by image. For one
 * thread.
 */
public final class VerdictComparison {
  /** A relative difference of the score from here on is too much. */
  public static final double MOST_RELATIVE = 0.01;

  /**
   * An image that got two verdicts.
   *
   * @param exact in single precision
   */
  public record Flip(String image, ScoredImage exact, ScoredImage other) {
    public Flip {
      requireNonNull(image, "image");
      requireNonNull(exact, "exact");
      requireNonNull(other, "other");
    }

    /** Returns whether the score lay so near the threshold that either verdict is as good. */
    public boolean isClose() {
      return Math.abs(exact.ratio() - 1) <= MOST_RELATIVE;
    }
  }

  private final List<Flip> flips = new ArrayList<>();
  private int images;
  private double greatest;
  private double greatestRelative;

  /** Adds the results of one image; passes over it where it has no score. */
  public void add(String name, ScoredImage exact, ScoredImage other) {
    if (exact.verdict() == Verdict.SKIPPED || other.verdict() == Verdict.SKIPPED) {
      return;
    }
    images++;
    double difference = Math.abs(other.score() - exact.score());
    greatest = Math.max(greatest, difference);
    greatestRelative =
        Math.max(greatestRelative, difference == 0 ? 0 : difference / Math.abs(exact.score()));
    if (exact.verdict() != other.verdict()) {
      flips.add(new Flip(name, exact, other));
    }
  }

  /** Returns how many images have both scores. */
  public int images() {
    return images;
  }

  /** Returns the greatest difference of two scores. */
  public double greatest() {
    return greatest;
  }

  /** Returns the greatest difference as a share of the exact score. */
  public double greatestRelative() {
    return greatestRelative;
  }

  /** Returns the images with two verdicts, in the order in which they were added. */
  public List<Flip> flips() {
    return List.copyOf(flips);
  }

  /** Returns whether scores differ by less than 1 % and verdicts only where they hang by that. */
  public boolean isWithin() {
    return greatestRelative < MOST_RELATIVE && flips.stream().allMatch(Flip::isClose);
  }
}
