package io.shotline.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How shots are chosen: by seeds, or in orders that a person gave, of which the first count.
 *
 * @param seeds how many draws there are; 0 where orders are given
 * @param orders of files, one per draw; none where seeds draw
 */
public record Draws(int seeds, List<List<Path>> orders) {
  public Draws {
    // A shot that is named twice is one shot.
    orders = orders.stream().map(order -> order.stream().distinct().toList()).toList();
    if (seeds < 1 && orders.isEmpty()) {
      throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
    }
  }

  /** Returns draws by the seeds 1, 2 and so on. */
  public static Draws bySeeds(int seeds) {
    return new Draws(seeds, List.of());
  }

  /** Returns draws in given orders, numbered from 0. */
  public static Draws given(List<List<Path>> orders) {
    return new Draws(0, orders);
  }

  /** Returns whether they are given. */
  boolean areGiven() {
    return seeds == 0;
  }

  /** Returns the files that shots may be: all candidates, or those that were given. */
  List<Path> candidates(Category category) {
    return areGiven()
        ? orders.stream().flatMap(List::stream).distinct().toList()
        : category.candidates();
  }

  /**
   * Returns the draws of a number of shots.
   *
   * @param usable the files that shots can be; others are passed over
   */
  List<Draw> of(int count, List<Path> usable) {
    if (!areGiven()) {
      return usable.size() < count ? List.of() : Draw.of(seeds, count, usable);
    }
    List<Draw> draws = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      List<Path> order = orders.get(i).stream().filter(usable::contains).toList();
      if (order.size() >= count) {
        draws.add(new Draw(i, order.subList(0, count)));
      }
    }
    return draws;
  }
}
