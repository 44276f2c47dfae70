package io.shotline.core.threshold;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.LearnerInput.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a learner keeps of one key besides the scores.
 *
 * @param generation of the scores: those of another are of other shots
 * @param shots that the scores are of
 * @param written last; null: nothing was
 * @param answers of people, the oldest first
 * @param writtenAtMillis when that was written
 * @param sinceMillis {@link Learning#sinceMillis}, which what is kept came after
 */
public record LearnerMemory(
    int generation,
    ShotBasis shots,
    @Nullable LearntThreshold written,
    List<Answered> answers,
    long writtenAtMillis,
    long sinceMillis) {
  /** So many answers are kept, the newest. */
  static final int MOST_ANSWERS = 100;

  /** Nothing is known yet. */
  public static final LearnerMemory NONE =
      new LearnerMemory(0, ShotBasis.UNKNOWN, null, List.of(), 0, 0);

  public LearnerMemory {
    requireNonNull(shots, "shots");
    answers = List.copyOf(answers);
  }

  /** Returns the same with scores of other shots to come. */
  LearnerMemory withShots(ShotBasis others) {
    return new LearnerMemory(
        generation + 1, others, written, answers, writtenAtMillis, sinceMillis);
  }

  /** Returns the same without what was learnt before this time. */
  LearnerMemory since(long millis) {
    return new LearnerMemory(
        generation + 1, ShotBasis.UNKNOWN, written, List.of(), writtenAtMillis, millis);
  }

  /** Returns the spread that was written last; null if there is none that counts. */
  @Nullable ScoreSpread writtenSpread() {
    return written == null || written.sinceMillis() < sinceMillis ? null : written.spread();
  }

  /** Returns the same with an answer, in the place of one to the same event. */
  LearnerMemory with(Answered answer) {
    List<Answered> all = new ArrayList<>(answers);
    all.removeIf(other -> other.eventId().equals(answer.eventId()));
    all.add(answer);
    int from = Math.max(0, all.size() - MOST_ANSWERS);
    return new LearnerMemory(
        generation, shots, written, all.subList(from, all.size()), writtenAtMillis, sinceMillis);
  }

  /** Returns the same after something was written. */
  LearnerMemory after(LearntThreshold threshold, long atMillis) {
    return new LearnerMemory(generation, shots, threshold, answers, atMillis, sinceMillis);
  }

  /**
   * Returns the bounds that the answers give, on the scale of these shots. Answers on a scale that
   * nothing tells bound nothing.
   */
  AnswerBounds bounds(ShotBasis scale) {
    Double falseAlarm = null;
    Double defect = null;
    for (Answered answer : answers) {
      OptionalDouble times = scale.scaleFrom(answer.shots());
      if (times.isEmpty()) {
        continue;
      }
      double score = answer.score() * times.getAsDouble();
      if (answer.isDefect()) {
        defect = defect == null ? score : Math.min(defect, score);
      } else {
        falseAlarm = falseAlarm == null ? score : Math.max(falseAlarm, score);
      }
    }
    return new AnswerBounds(falseAlarm, defect);
  }
}
