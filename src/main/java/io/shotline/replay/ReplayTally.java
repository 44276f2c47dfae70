package io.shotline.replay;

import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts verdicts before and now. Used by one thread. */
public final class ReplayTally {
  private static final int MOST_CAMERAS = 10_000;

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
  public static final class Said {
    private long images;
    private long wereAnomalous;
    private long areAnomalous;

    public long images() {
      return images;
    }

    public long wereAnomalous() {
      return wereAnomalous;
    }

    public long areAnomalous() {
      return areAnomalous;
    }
  }

  private final Map<Answer, Map<Answer, Long>> images = new EnumMap<>(Answer.class);
  private final Map<Reason, Long> unreadable = new EnumMap<>(Reason.class);
  private final Map<Feedback.Verdict, Said> said = new EnumMap<>(Feedback.Verdict.class);
  private final Set<String> cameras = new HashSet<>();
  private long leftOut;

  /** Notes a camera of which there is an image. */
  void saw(String cameraId) {
    if (cameras.size() < MOST_CAMERAS) {
      cameras.add(cameraId);
    }
  }

  /** Counts an image of another product or camera, or a repeat, which was not scored. */
  void leaveOut() {
    leftOut++;
  }

  /** Counts an image by its verdicts before and now, and by what people said of it. */
  void add(ReplayedImage image) {
    Verdict before = image.verdictBefore();
    Verdict now = image.verdictNow();
    images
        .computeIfAbsent(Answer.of(before), key -> new EnumMap<>(Answer.class))
        .merge(Answer.of(now), 1L, Long::sum);
    if (image.now() instanceof Outcome.Rejected rejected) {
      unreadable.merge(rejected.rejection().reason(), 1L, Long::sum);
    }
    Feedback words = image.said();
    if (words != null) {
      Said counts = said.computeIfAbsent(words.verdict(), key -> new Said());
      counts.images++;
      counts.wereAnomalous += before == Verdict.ANOMALOUS ? 1 : 0;
      counts.areAnomalous += now == Verdict.ANOMALOUS ? 1 : 0;
    }
  }

  /** Returns how many images became anomalous. */
  public long newlyAnomalous() {
    return count(Answer.NONE, Answer.ANOMALOUS)
        + count(Answer.NORMAL, Answer.ANOMALOUS)
        + count(Answer.SKIPPED, Answer.ANOMALOUS);
  }

  /** Returns how many images ceased to be anomalous. */
  public long noMoreAnomalous() {
    return count(Answer.ANOMALOUS, Answer.NORMAL) + count(Answer.ANOMALOUS, Answer.SKIPPED);
  }

  /** Returns the cameras of all images, those left out too; 10,000 at most. */
  public Set<String> cameras() {
    return Collections.unmodifiableSet(cameras);
  }

  /** Returns how many images were left out: by their product or camera, or as repeats. */
  public long leftOut() {
    return leftOut;
  }

  /** Returns how many images cannot be scored, by the reason. */
  public Map<Reason, Long> unreadable() {
    return unreadable;
  }

  /** Returns the counts of the images that people spoke of, by what they said. */
  public Map<Feedback.Verdict, Said> said() {
    return said;
  }

  /** Returns how many images there were, those left out too. */
  public long done() {
    return total() + leftOut;
  }

  /** Returns how many images there were, those left out not among them. */
  public long total() {
    return images.values().stream()
        .flatMap(row -> row.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Returns the counts by the verdict before, then the one now. */
  public Map<String, Map<String, Long>> table() {
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
