package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import java.util.List;
import java.util.Locale;

/** A combination with its draws, and its figures in words. */
record Tried(Means means, List<Trial> trials) {
  Tried {
    requireNonNull(means, "means");
    trials = List.copyOf(trials);
  }

  Combination combination() {
    return means.combination();
  }

  double auroc() {
    return means.mean(Figure.AUROC);
  }

  /** Returns the model and, where it is not the usual one, the view. */
  String name() {
    return combination().model().label() + viewWords(combination().view());
  }

  /** Returns the number of shots in words. */
  String shots() {
    return combination().shots() == 1 ? "1 shot" : combination().shots() + " shots";
  }

  /** Returns how many good parts are flagged and how many bad ones are missed. */
  String counts() {
    return count(Figure.FALSE_ALARMS, Figure.GOOD)
        + " good parts are flagged, "
        + count(Figure.MISSED, Figure.BAD)
        + " defects are missed";
  }

  private String count(Figure figure, Figure all) {
    double mean = means.mean(figure);
    long least = Math.round(least(figure));
    long most = Math.round(most(figure));
    String spread = most == least ? "" : " (" + least + " to " + most + " by draw)";
    return Math.round(mean) + " of " + Math.round(means.mean(all)) + spread;
  }

  private double least(Figure figure) {
    return trials.stream().mapToDouble(trial -> requireNonNull(figure.of(trial))).min().orElse(0);
  }

  private double most(Figure figure) {
    return trials.stream().mapToDouble(trial -> requireNonNull(figure.of(trial))).max().orElse(0);
  }

  /**
   * Returns the shares of all parts that the counts of the draws are in keeping with: a line has
   * one draw, and it may be any of them.
   */
  ShareRange range(Figure figure, Figure all) {
    double of = means.mean(all);
    return new ShareRange(
        ShareRange.of(least(figure), of).low(), ShareRange.of(most(figure), of).high());
  }

  /** Returns whether another has the same model and view. */
  boolean looksLike(Tried other) {
    return combination().model().equals(other.combination().model())
        && combination().view().equals(other.combination().view());
  }

  /** Returns a share of 1 as people say it. */
  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String viewWords(View view) {
    String fit = view.fit() == View.DEFAULT.fit() ? "" : " --fit " + view.fit().word();
    Tiles tiles = view.tiles();
    return fit
        + (tiles.isAuto() || tiles.equals(View.CENTRE.tiles()) ? "" : " --tiles " + tiles.word());
  }
}
