package io.shotline.core.line;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Threshold;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the images of one product that one model judged, by time. For one thread at a time. */
final class ScoreSeries {
  /** Counts of a quarter of an hour. */
  private static final class Counts {
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final ScoreHistogram scores = new ScoreHistogram();
  }

  private final TreeMap<Long, Counts> slots = new TreeMap<>();
  private @Nullable Threshold threshold;
  private Instant newest = Instant.MIN;

  void add(ScoredImage image, Instant time) {
    Counts counts = slots.computeIfAbsent(TimeSlot.of(time), slot -> new Counts());
    counts.verdicts.merge(image.verdict(), 1L, Long::sum);
    if (image.verdict() != Verdict.SKIPPED) {
      counts.scores.add(image.score());
    }
    if (!time.isBefore(newest)) {
      newest = time;
      Threshold heldAgainst = image.judgement().heldAgainst();
      threshold = heldAgainst == null ? threshold : heldAgainst;
    }
  }

  /** Forgets what was counted before a slot; returns whether nothing is left. */
  boolean forget(long before) {
    slots.headMap(before).clear();
    return slots.isEmpty();
  }

  /** Returns the time of the newest image. */
  Instant newest() {
    return newest;
  }

  /** Returns what the newest score was held against; null while all were skipped. */
  @Nullable Threshold threshold() {
    return threshold;
  }

  long images(Verdict verdict, long fromSlot) {
    return slots.tailMap(fromSlot).values().stream()
        .mapToLong(counts -> counts.verdicts.getOrDefault(verdict, 0L))
        .sum();
  }

  ScoreHistogram scores(long fromSlot) {
    ScoreHistogram all = new ScoreHistogram();
    slots.tailMap(fromSlot).values().forEach(counts -> all.addAll(counts.scores));
    return all;
  }
}
