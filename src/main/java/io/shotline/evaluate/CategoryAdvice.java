package io.shotline.evaluate;

import io.shotline.core.threshold.ThresholdSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Advice on one category. The first model and view, with 4 shots or the number that is nearest, is
 * what others are held against.
 */
final class CategoryAdvice {
  /** Counts nearer to each other than this may be chance: heads five times in a row. */
  static final double CLEAR_IMAGES = 5;

  /** With fewer images of a kind, a share is known to a third or worse. */
  private static final int FEW_IMAGES = 20;

  private final List<Tried> tried;
  private final Tried usual;
  private final List<String> sentences = new ArrayList<>();

  /**
   * @param tried at least one, all of one category; first the default model and view
   */
  CategoryAdvice(List<Tried> tried) {
    this.tried = List.copyOf(tried);
    Tried first = tried.get(0);
    this.usual =
        tried.stream()
            .filter(first::looksLike)
            .min(Comparator.comparingInt(each -> each.combination().shotsFromUsual()))
            .orElseThrow();
  }

  /** Returns the advice, one or more sentences a line. */
  List<String> sentences() {
    sentences.clear();
    expect();
    fewShots();
    shots();
    others();
    Tried best = best();
    if (!best.equals(usual)) {
      say("Best of those tried: %s with %s.", best.name(), best.shots());
    }
    sentences.addAll(new Remedies(tried, best).sentences());
    return List.copyOf(sentences);
  }

  private void expect() {
    say("%s with %s: %s.", usual.shots(), usual.name(), usual.counts());
    double good = usual.means().mean(Figure.GOOD);
    double bad = usual.means().mean(Figure.BAD);
    String ranges =
        String.format(
            Locale.ROOT,
            "%s good parts flagged and %s defects missed",
            usual.range(Figure.FALSE_ALARMS, Figure.GOOD).ofHundred(),
            usual.range(Figure.MISSED, Figure.BAD).ofHundred());
    if (Math.min(good, bad) < FEW_IMAGES) {
      say(
          "%.0f good and %.0f bad images are too few to say more than this: %s.",
          good, bad, ranges);
    } else {
      say("On other parts like these expect %s.", ranges);
    }
  }

  /** Says what becomes of the threshold of fewer shots than it takes to be sure. */
  private void fewShots() {
    List<String> few =
        tried.stream()
            .filter(usual::looksLike)
            .filter(each -> each.combination().shots() < Advice.USUAL_SHOTS)
            .filter(each -> each.trials().get(0).threshold().source() == ThresholdSource.SHOTS)
            .map(each -> each.shots() + ": " + each.counts())
            .toList();
    if (!few.isEmpty()) {
      say(
          "With fewer than %d shots the threshold is a guess. %s.",
          Advice.USUAL_SHOTS, String.join("; ", few));
    }
  }

  /** Says whether more shots pay. */
  private void shots() {
    Tried most =
        tried.stream()
            .filter(usual::looksLike)
            .max(Comparator.comparingInt(each -> each.combination().shots()))
            .orElseThrow();
    if (most.combination().shots() <= usual.combination().shots()) {
      return;
    }
    double fewerMissed = gain(most, Figure.MISSED);
    double missed = usual.means().mean(Figure.MISSED);
    String counts = most.shots() + ": " + most.counts();
    if (isClear(most, Figure.MISSED, fewerMissed) && fewerMissed > 0.4 * missed) {
      say("%s would %s the misses. %s.", most.shots(), halve(fewerMissed / missed), counts);
    } else if (isClear(most, Figure.MISSED, fewerMissed)) {
      say("%s would miss fewer defects. %s.", most.shots(), counts);
    } else if (isClear(most, Figure.FALSE_ALARMS, gain(most, Figure.FALSE_ALARMS))) {
      say("%s would flag fewer good parts. %s.", most.shots(), counts);
    } else if (AurocGap.between(usual.trials(), most.trials()).isClearlyBetter()) {
      say("%s would tell them apart better: %s.", most.shots(), aurocs(most));
    } else {
      say("%s would make no difference that these images can show. %s.", most.shots(), counts);
    }
  }

  private static String halve(double share) {
    return share > 0.9 ? "do away with" : share > 0.6 ? "more than halve" : "about halve";
  }

  /** Says which other models and views pay, with as many shots. */
  private void others() {
    gaps()
        .forEach(
            (other, gap) ->
                say(
                    "%s %s: %s, %s. %s.",
                    other.name(), verdict(gap), aurocs(other), cost(other), other.counts()));
  }

  private static String verdict(AurocGap gap) {
    if (gap.isClearlyBetter()) {
      return "tells these parts apart better";
    }
    return gap.isClearlyWorse()
        ? "tells these parts apart worse"
        : "makes no difference that these images can show";
  }

  /** Returns what the other models and views have before the usual one, with as many shots. */
  Map<Tried, AurocGap> gaps() {
    Map<Tried, AurocGap> gaps = new LinkedHashMap<>();
    for (Tried other : tried) {
      if (other.combination().shots() == usual.combination().shots() && !other.looksLike(usual)) {
        gaps.put(other, AurocGap.between(usual.trials(), other.trials()));
      }
    }
    return gaps;
  }

  /** Returns what others are held against. */
  Tried usual() {
    return usual;
  }

  private String aurocs(Tried other) {
    return "AUROC " + Tried.decimal(other.auroc()) + " against " + Tried.decimal(usual.auroc());
  }

  private String cost(Tried other) {
    double times =
        other.means().mean(Figure.MS_PER_IMAGE) / usual.means().mean(Figure.MS_PER_IMAGE);
    return String.format(Locale.ROOT, "in %.1f times the time", times);
  }

  /** Returns the combination of the greatest AUROC that is clearly better than the usual one. */
  private Tried best() {
    return tried.stream()
        .filter(each -> each.combination().shots() >= usual.combination().shots())
        .filter(each -> AurocGap.between(usual.trials(), each.trials()).isClearlyBetter())
        .max(Comparator.comparingDouble(Tried::auroc))
        .orElse(usual);
  }

  private double gain(Tried other, Figure figure) {
    return usual.means().mean(figure) - other.means().mean(figure);
  }

  /** Returns whether so many images fewer are neither few nor the luck of the draws. */
  private boolean isClear(Tried other, Figure figure, double gain) {
    return gain >= CLEAR_IMAGES
        && gain > 2 * Math.hypot(error(usual, figure), error(other, figure));
  }

  private static double error(Tried tried, Figure figure) {
    double deviation = tried.means().find(figure).orElseThrow().deviation();
    return deviation / Math.sqrt(tried.means().count());
  }

  private void say(String form, Object... values) {
    sentences.add(String.format(Locale.ROOT, form, values));
  }
}
