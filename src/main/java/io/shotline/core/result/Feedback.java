package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewedPart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person found when looking at an image.
 *
 * @param eventId of the image
 * @param productId what the image shows; empty if nobody said
 * @param by who said so; may be empty
 * @param at when it was said
 * @param note free text; may be empty
 * @param answered the result that was answered; null in records of before
 */
public record Feedback(
    String eventId,
    String productId,
    Verdict verdict,
    String by,
    Instant at,
    String note,
    @Nullable Answered answered) {
  /** A person's answer to an alert. */
  public enum Verdict {
    /** There was nothing wrong. */
    FALSE_ALARM,
    /** There was a defect. */
    DEFECT
  }

  /**
   * What the answered result says of the image, by which the answer bounds a threshold.
   *
   * @param view that the image was judged with; null if the result does not say
   * @param score 0 (like the shots) to 1
   * @param shots that the score is of
   */
  public record Answered(
      String cameraId, ModelLabel model, @Nullable View view, double score, ShotBasis shots) {
    public Answered {
      requireNonNull(cameraId, "cameraId");
      requireNonNull(model, "model");
      requireNonNull(shots, "shots");
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("score must be 0 to 1, not " + score);
      }
    }
  }

  public Feedback {
    requireNonNull(eventId, "eventId");
    requireNonNull(productId, "productId");
    requireNonNull(verdict, "verdict");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    requireNonNull(note, "note");
  }

  /** Makes what a person says of an event whose result is not known. */
  public Feedback(
      String eventId, String productId, Verdict verdict, String by, Instant at, String note) {
    this(eventId, productId, verdict, by, at, note, null);
  }

  /**
   * Returns an answer to a result.
   *
   * @throws IllegalArgumentException if the result is SKIPPED: it has no score
   */
  public static Feedback of(
      ScoredImage result, Verdict verdict, String by, Instant at, String note) {
    Skip skip = result.skip();
    if (skip != null) {
      throw new IllegalArgumentException(
          "event " + result.eventId() + " was skipped, not judged: " + skip.detail());
    }
    ViewedPart viewed = result.viewedPart();
    View view = viewed == null ? null : viewed.view();
    return new Feedback(
        result.eventId(),
        result.productId(),
        verdict,
        by,
        at,
        note,
        new Answered(result.cameraId(), result.model(), view, result.score(), result.shots()));
  }
}
