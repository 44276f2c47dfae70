package io.shotline.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says in words what the figures carry: what to expect, what pays, what to try. It says nothing
 * that so few images and draws could not show.
 */
public final class Advice {
  /** From so many shots on the automatic threshold is sure of itself. */
  public static final int USUAL_SHOTS = 4;

  /** How often another model or view was better, worse, and either. */
  private record Tally(int better, int worse, int all) {
    Tally plus(AurocGap gap) {
      return new Tally(
          better + (gap.isClearlyBetter() ? 1 : 0),
          worse + (gap.isClearlyWorse() ? 1 : 0),
          all + 1);
    }
  }

  private Advice() {}

  /** Returns sentences by category, in the order of the categories; last on all if several. */
  public static Map<String, List<String>> of(Evaluation evaluation) {
    Map<String, CategoryAdvice> each = new LinkedHashMap<>();
    for (Category category : evaluation.categories()) {
      List<Tried> tried =
          evaluation.means().stream()
              .filter(means -> means.combination().category().equals(category.name()))
              .map(means -> new Tried(means, evaluation.trials(means.combination())))
              .toList();
      if (!tried.isEmpty()) {
        each.put(category.name(), new CategoryAdvice(tried));
      }
    }
    Map<String, List<String>> advice = new LinkedHashMap<>();
    each.forEach((category, own) -> advice.put(category, own.sentences()));
    if (each.size() > 1) {
      advice.put("all " + each.size() + " categories", overall(List.copyOf(each.values())));
    }
    return advice;
  }

  private static List<String> overall(List<CategoryAdvice> each) {
    List<String> sentences = new ArrayList<>();
    double mean =
        each.stream().mapToDouble(advice -> advice.usual().auroc()).average().orElseThrow();
    Tried usual = each.get(0).usual();
    sentences.add(
        String.format(
            Locale.ROOT, "%s with %s: AUROC %.2f in the mean.", usual.shots(), usual.name(), mean));
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (CategoryAdvice advice : each) {
      advice
          .gaps()
          .forEach(
              (other, gap) ->
                  tallies.merge(
                      other.name(),
                      new Tally(0, 0, 0).plus(gap),
                      (before, now) -> before.plus(gap)));
    }
    tallies.forEach((name, tally) -> sentences.add(words(name, tally)));
    return sentences;
  }

  private static String words(String name, Tally tally) {
    return String.format(
        Locale.ROOT,
        "%s tells parts apart better in %d of %d categories, worse in %d; in %d it makes no"
            + " difference that these images can show.",
        name,
        tally.better(),
        tally.all(),
        tally.worse(),
        tally.all() - tally.better() - tally.worse());
  }
}
