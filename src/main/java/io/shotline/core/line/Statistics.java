package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts images by product, model, verdict and score over the last hours, in quarters of an hour.
 * Memory does not grow with the images: at most {@value #MOST} pairs of a product and a model are
 * counted, each with at most 2 kB in a quarter of an hour. Safe for use by many threads.
 */
public final class Statistics {
  /** Pairs of a product and a model. */
  public static final int MOST = 500;

  private static final Duration LONGEST = Duration.ofDays(1);

  private record Key(String productId, ModelLabel model) {}

  private final Duration window;
  private final Clock clock;
  private final int most;
  private final Map<Key, ScoreSeries> series = new HashMap<>();
  private long forgottenBefore;
  private long leftOut;

  /**
   * Counts nothing yet.
   *
   * @param window how far back counts are kept, up to a day
   */
  public Statistics(Duration window, Clock clock) {
    this(window, clock, MOST);
  }

  /** Makes room for this many pairs. */
  Statistics(Duration window, Clock clock, int most) {
    Bounds.requireBetween("window of statistics", window, Duration.ofMinutes(1), LONGEST);
    this.window = window;
    this.clock = requireNonNull(clock, "clock");
    this.most = most;
  }

  /**
   * Counts an image; one from before the window counts nowhere.
   *
   * @param time of its record; one of the future counts as now
   */
  public synchronized void add(ScoredImage image, Instant time) {
    forget();
    Instant now = clock.instant();
    Instant counted = time.isAfter(now) ? now : time;
    if (TimeSlot.of(counted) < forgottenBefore) {
      return;
    }
    Key key = new Key(image.productId(), image.model());
    if (series.size() >= most && !series.containsKey(key)) {
      leftOut++;
      return;
    }
    series.computeIfAbsent(key, each -> new ScoreSeries()).add(image, counted);
  }

  /**
   * Returns the counts of a product; empty if no image of it was judged in that time.
   *
   * @param last how far back; no further than the window
   */
  public synchronized Optional<ProductStatistics> of(String productId, Duration last) {
    forget();
    long from = Math.max(forgottenBefore, TimeSlot.of(clock.instant().minus(last)));
    Map<Verdict, Long> verdicts = ProductStatistics.noImages();
    List<Map.Entry<Key, ScoreSeries>> models = new ArrayList<>();
    for (Map.Entry<Key, ScoreSeries> entry : series.entrySet()) {
      ScoreSeries counts = entry.getValue();
      if (entry.getKey().productId().equals(productId) && TimeSlot.of(counts.newest()) >= from) {
        models.add(entry);
        verdicts.replaceAll((verdict, images) -> images + counts.images(verdict, from));
      }
    }
    return models.stream()
        .max(Comparator.comparing(entry -> entry.getValue().newest()))
        .map(
            newest ->
                new ProductStatistics(
                    productId,
                    TimeSlot.start(from),
                    verdicts,
                    newest.getKey().model(),
                    newest.getValue().threshold(),
                    newest.getValue().scores(from)));
  }

  /** Returns the products that have images in the window, by their ids. */
  public synchronized List<String> products() {
    forget();
    return series.keySet().stream().map(Key::productId).distinct().sorted().toList();
  }

  /** Returns how many images each model judged or skipped in the window, by its name. */
  public synchronized Map<String, Long> models() {
    forget();
    Map<String, Long> models = new TreeMap<>();
    series.forEach(
        (key, counts) -> {
          for (Verdict verdict : Verdict.values()) {
            models.merge(
                key.model().toString(), counts.images(verdict, forgottenBefore), Long::sum);
          }
        });
    return models;
  }

  /** Returns how far back counts are kept. */
  public Duration window() {
    return window;
  }

  /** Returns how many images were left out since there are too many products. */
  public synchronized long leftOut() {
    return leftOut;
  }

  /** Looks at all series once in a quarter of an hour. */
  private void forget() {
    long before = TimeSlot.of(clock.instant().minus(window));
    if (before > forgottenBefore) {
      forgottenBefore = before;
      series.values().removeIf(counts -> counts.forget(before));
    }
  }
}
