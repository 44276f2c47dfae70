package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures over the draws of one combination, or over the means of several categories.
 *
 * @param count how many draws, or categories where the combination is of all
 * @param spreads without those that nothing has
 */
public record Means(Combination combination, int count, Map<Figure, Spread> spreads) {
  public Means {
    requireNonNull(combination, "combination");
    spreads = Collections.unmodifiableMap(new EnumMap<>(spreads));
  }

  /** Returns the means over draws, at least one, all of one combination. */
  static Means ofDraws(List<Trial> trials) {
    return new Means(
        trials.get(0).combination(), trials.size(), spreads(trials, figure -> figure::of));
  }

  /** Returns the means over categories, at least one, each counted once. */
  static Means ofCategories(List<Means> each) {
    return new Means(
        each.get(0).combination().ofAll(),
        each.size(),
        spreads(each, figure -> means -> means.find(figure).map(Spread::mean).orElse(null)));
  }

  /** Returns the mean of a figure that every trial has: all but that of pixels. */
  public double mean(Figure figure) {
    return find(figure).orElseThrow().mean();
  }

  /** Returns the spread of a figure; empty if nothing has it. */
  public Optional<Spread> find(Figure figure) {
    return Optional.ofNullable(spreads.get(figure));
  }

  private static <T> Map<Figure, Spread> spreads(
      List<T> all, Function<Figure, Function<T, @Nullable Double>> value) {
    Map<Figure, Spread> spreads = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      List<Double> values = all.stream().map(value.apply(figure)).filter(Objects::nonNull).toList();
      if (!values.isEmpty()) {
        spreads.put(figure, Spread.of(values));
      }
    }
    return spreads;
  }
}
