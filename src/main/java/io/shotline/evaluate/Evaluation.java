package io.shotline.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that was found: the categories, each draw of shots, and what could not be evaluated. Never
 * changes.
 *
 * @param categories that were evaluated, by name
 * @param trials by category, model, view, shots and seed
 * @param faults in the order in which they were found
 */
public record Evaluation(List<Category> categories, List<Trial> trials, List<Fault> faults) {
  public Evaluation {
    categories = List.copyOf(categories);
    trials = List.copyOf(trials);
    faults = List.copyOf(faults);
  }

  /**
   * Returns the evaluation of trials in any order of categories.
   *
   * @param trials of each category by model, view, shots and seed
   */
  public static Evaluation of(List<Category> categories, List<Trial> trials, List<Fault> faults) {
    List<String> names = categories.stream().map(Category::name).toList();
    return new Evaluation(
        categories,
        trials.stream()
            .sorted(Comparator.comparing(trial -> names.indexOf(trial.combination().category())))
            .toList(),
        faults);
  }

  /** Returns whether all that was asked for was evaluated. */
  public boolean isComplete() {
    return faults.stream().allMatch(Fault::isMinor);
  }

  /** Returns the means over the draws of each combination, in the order of the trials. */
  public List<Means> means() {
    return grouped(trials, Trial::combination).values().stream().map(Means::ofDraws).toList();
  }

  /** Returns the means over the categories of each model, view and number of shots. */
  public List<Means> meansOfCategories() {
    List<Means> all = new ArrayList<>();
    grouped(means(), means -> means.combination().ofAll())
        .values()
        .forEach(each -> all.add(Means.ofCategories(each)));
    return all;
  }

  /** Returns the draws of a combination, by seed. */
  public List<Trial> trials(Combination combination) {
    return trials.stream().filter(trial -> trial.combination().equals(combination)).toList();
  }

  private static <K, T> Map<K, List<T>> grouped(List<T> values, Function<T, K> key) {
    return values.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
