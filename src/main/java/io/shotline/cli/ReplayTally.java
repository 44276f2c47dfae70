package io.shotline.cli;

import io.shotline.core.Feedback;
import io.shotline.core.Verdict;
import io.shotline.core.image.Rejection.Reason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts verdicts before and now. Used by one thread. */
final class ReplayTally {
  /** A verdict, or none. */
  private enum Answer {
    NORMAL,
    ANOMALOUS,
    SKIPPED,
    NONE;

    static Answer of(@Nullable Verdict verdict) {
      return verdict == null ? NONE : valueOf(verdict.name());
    }
  }

  /** Images that people spoke of, and how many of them were and are anomalous. */
  static final class Said {
    private long images;
    private long wereAnomalous;
    private long areAnomalous;

    long images() {
      return images;
    }

    long wereAnomalous() {
      return wereAnomalous;
    }

    long areAnomalous() {
      return areAnomalous;
    }
  }

  private final Map<Answer, Map<Answer, Long>> images = new EnumMap<>(Answer.class);
  private final Map<Reason, Long> unreadable = new EnumMap<>(Reason.class);
  private final Map<Feedback.Verdict, Said> said = new EnumMap<>(Feedback.Verdict.class);

  /**
   * @param was null if the image had no verdict
   * @param now null if it cannot be scored
   */
  void add(@Nullable Verdict was, @Nullable Verdict now) {
    images
        .computeIfAbsent(Answer.of(was), key -> new EnumMap<>(Answer.class))
        .merge(Answer.of(now), 1L, Long::sum);
  }

  void unreadable(Reason reason) {
    unreadable.merge(reason, 1L, Long::sum);
  }

  void said(Feedback.Verdict what, @Nullable Verdict was, @Nullable Verdict now) {
    Said counts = said.computeIfAbsent(what, key -> new Said());
    counts.images++;
    counts.wereAnomalous += was == Verdict.ANOMALOUS ? 1 : 0;
    counts.areAnomalous += now == Verdict.ANOMALOUS ? 1 : 0;
  }

  long count(@Nullable Verdict was, @Nullable Verdict now) {
    return count(Answer.of(was), Answer.of(now));
  }

  Map<Reason, Long> unreadable() {
    return unreadable;
  }

  Map<Feedback.Verdict, Said> said() {
    return said;
  }

  /** How many images there were. */
  long total() {
    return images.values().stream()
        .flatMap(row -> row.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** By the verdict before, then the one now. */
  Map<String, Map<String, Long>> table() {
    Map<String, Map<String, Long>> table = new LinkedHashMap<>();
    for (Answer was : Answer.values()) {
      Map<String, Long> row = new LinkedHashMap<>();
      for (Answer now : Answer.values()) {
        row.put(now == Answer.NONE ? "unreadable" : name(now), count(was, now));
      }
      table.put(was == Answer.NONE ? "no verdict" : name(was), row);
    }
    return table;
  }

  private long count(Answer was, Answer now) {
    return images.getOrDefault(was, Map.of()).getOrDefault(now, 0L);
  }

  private static String name(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }
}
