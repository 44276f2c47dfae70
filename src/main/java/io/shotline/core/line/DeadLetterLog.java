package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import io.shotline.core.image.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Remembers the newest {@value #MOST} dead letters, and counts all of the last hours by reason, in
 * quarters of an hour. Safe for use by many threads.
 */
public final class DeadLetterLog {
  /** Letters that are remembered. */
  public static final int MOST = 200;

  /** Stands for reasons that this version does not know. */
  public static final String OTHER = "OTHER";

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Set<String> REASONS =
      Arrays.stream(Rejection.Reason.values()).map(Enum::name).collect(Collectors.toSet());
  private static final Comparator<DeadLetter> NEWEST_FIRST =
      Comparator.comparing(DeadLetter::at)
          .thenComparing(letter -> letter.place().partition())
          .thenComparing(letter -> letter.place().offset())
          .reversed();

  private final Duration window;
  private final Clock clock;
  private final NavigableSet<DeadLetter> newest = new TreeSet<>(NEWEST_FIRST);
  private final TreeMap<Long, Map<String, Long>> slots = new TreeMap<>();

  /**
   * Counts nothing yet.
   *
   * @param window how far back letters are counted, up to a day
   */
  public DeadLetterLog(Duration window, Clock clock) {
    Bounds.requireBetween("window of dead letters", window, Duration.ofMinutes(1), LONGEST);
    this.window = window;
    this.clock = requireNonNull(clock, "clock");
  }

  /** Counts a letter; one of the future counts as now. */
  public synchronized void add(DeadLetter letter) {
    newest.add(letter);
    if (newest.size() > MOST) {
      newest.pollLast();
    }
    long first = firstSlot(window);
    slots.headMap(first).clear();
    Instant now = clock.instant();
    long slot = TimeSlot.of(letter.at().isAfter(now) ? now : letter.at());
    if (slot >= first) {
      String reason = REASONS.contains(letter.reason()) ? letter.reason() : OTHER;
      slots.computeIfAbsent(slot, each -> new HashMap<>()).merge(reason, 1L, Long::sum);
    }
  }

  /** Returns the letters that are remembered, the newest first. */
  public synchronized List<DeadLetter> newest() {
    return List.copyOf(newest);
  }

  /** Returns a letter; empty if it is not among the newest. */
  public synchronized Optional<DeadLetter> find(RecordPlace place) {
    return newest.stream().filter(letter -> letter.place().equals(place)).findAny();
  }

  /**
   * Returns how many letters came, by reason; reasons without a letter are left out.
   *
   * @param last how far back, to a quarter of an hour; no further than the window
   */
  public synchronized Map<String, Long> counts(Duration last) {
    Map<String, Long> counts = new TreeMap<>();
    slots
        .tailMap(Math.max(firstSlot(window), firstSlot(last)))
        .values()
        .forEach(slot -> slot.forEach((reason, count) -> counts.merge(reason, count, Long::sum)));
    return counts;
  }

  /** Returns how far back letters are counted. */
  public Duration window() {
    return window;
  }

  private long firstSlot(Duration last) {
    return TimeSlot.of(clock.instant().minus(last));
  }
}
