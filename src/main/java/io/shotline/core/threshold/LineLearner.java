package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learns the threshold of one key: from the scores of the line's images, of which hardly any are of
 * defects, and from people's answers. Follows slowly, and not at all while the scores are high:
 * then the line, the light or the lens has changed. For one thread at a time.
 */
public final class LineLearner {
  /** Between two thresholds that are written, unless a person answered. */
  public static final Duration PACE = Duration.ofMinutes(1);

  /** A threshold that moved by no more is not written. */
  private static final double STEADY = 0.02;

  private final LearningKey key;
  private LearnerMemory memory;
  private ScoreWindow window;
  private long lookedAtMillis;

  /** Goes on from what was kept. */
  public LineLearner(LearningKey key, LearnerMemory memory, ScoreWindow window) {
    this.key = requireNonNull(key, "key");
    this.memory = requireNonNull(memory, "memory");
    this.window = requireNonNull(window, "window");
    this.lookedAtMillis = memory.writtenAtMillis();
  }

  /** Returns what to keep besides the scores. */
  public LearnerMemory memory() {
    return memory;
  }

  /** Adds the score of an image; returns its slot. Scores of other shots begin a new window. */
  public ScoreWindow.Slot observe(LearnerInput.Observed image) {
    if (!memory.shots().digest().equals(image.shots().digest())) {
      memory = memory.withShots(image.shots());
      window = new ScoreWindow();
    }
    return window.add(image.score(), learntMedian());
  }

  /**
   * Forgets what was learnt before a time.
   *
   * @return whether that is new
   */
  public boolean forget(long sinceMillis) {
    if (sinceMillis <= memory.sinceMillis()) {
      return false;
    }
    memory = memory.since(sinceMillis);
    window = new ScoreWindow();
    return true;
  }

  /** Adds what a person said. */
  public void answer(LearnerInput.Answered answer) {
    if (memory.shots().equals(ShotBasis.UNKNOWN)) {
      memory = memory.withShots(answer.shots());
    }
    memory = memory.with(answer);
  }

  /**
   * Returns what to write; empty if nothing moved, or if it is too soon to look. What is returned
   * counts as written.
   *
   * @param nowMillis when it is written
   * @param atOnce looks, however soon
   */
  public Optional<LearntThreshold> next(long nowMillis, boolean atOnce) {
    if (!atOnce && isTooSoon(nowMillis)) {
      return Optional.empty();
    }
    lookedAtMillis = nowMillis;
    LearntThreshold before = memory.written();
    LearntThreshold now = now(before);
    if (before == null ? isEmpty(now) : isSame(before, now)) {
      return Optional.empty();
    }
    memory = memory.after(now, nowMillis);
    return Optional.of(now);
  }

  /** Returns whether less than a minute has gone since it last looked. */
  public boolean isTooSoon(long nowMillis) {
    // A clock that was set back must not stop it.
    return Math.abs(nowMillis - lookedAtMillis) < PACE.toMillis();
  }

  private LearntThreshold now(@Nullable LearntThreshold before) {
    boolean isHeld = window.isHigh(learntMedian());
    double[] logs = window.learntLogs();
    boolean learns = !isHeld && logs.length >= ScoreWindow.ENOUGH;
    ScoreSpread known = isOnAnotherScale(before) ? null : memory.writtenSpread();
    ShotBasis shots = learns || before == null || known == null ? memory.shots() : before.shots();
    return new LearntThreshold(
        key,
        before == null ? 1 : before.revision() + 1,
        learns ? ScoreSpread.of(logs) : known,
        shots,
        memory.bounds(shots),
        (int) Math.min(ScoreWindow.ENOUGH, window.count()),
        isHeld,
        memory.sinceMillis());
  }

  private boolean isOnAnotherScale(@Nullable LearntThreshold before) {
    return before != null && memory.shots().scaleFrom(before.shots()).isEmpty();
  }

  /** Brings the median that was learnt to the scale of the present shots; NaN if nothing tells. */
  private double learntMedian() {
    LearntThreshold before = memory.written();
    ScoreSpread spread = memory.writtenSpread();
    return before == null || spread == null
        ? Double.NaN
        : spread.median() + Math.log(memory.shots().scaleFrom(before.shots()).orElse(Double.NaN));
  }

  private static boolean isEmpty(LearntThreshold now) {
    return now.images() == 0 && now.answers().equals(AnswerBounds.NONE);
  }

  private static boolean isSame(LearntThreshold before, LearntThreshold now) {
    return before.images() == now.images()
        && before.isHeld() == now.isHeld()
        && before.sinceMillis() == now.sinceMillis()
        && before.answers().equals(now.answers())
        && before.shots().digest().equals(now.shots().digest())
        && isSteady(before.spread(), now.spread());
  }

  private static boolean isSteady(@Nullable ScoreSpread before, @Nullable ScoreSpread now) {
    if (before == null || now == null) {
      return before == null && now == null;
    }
    for (Sensitivity sensitivity : Sensitivity.values()) {
      double ratio = now.threshold(sensitivity) / before.threshold(sensitivity);
      if (Math.abs(ratio - 1) > STEADY) {
        return false;
      }
    }
    return true;
  }
}
